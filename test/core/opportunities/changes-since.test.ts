import { expect, it } from 'vitest'
import {
  changesSince,
  createOpportunity,
  editOpportunity,
  findOpportunities,
  moveOpportunity,
  saveContact,
  similarOpportunities,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('What changed since somebody looked', (engine) => {
  it('is told change by change, the oldest first, with the deal as they saw it and as it is', async () => {
    const { rep, otherRep, clock } = await makeTeam(await engine.fresh())
    const contact = await saveContact(rep, { name: 'Jane Doe', email: 'jane@acme.example' })
    await createOpportunity(rep, { name: 'Acme', value: 1_000_000, contact: contact.id, tags: ['big'] })
    clock.advance({ minutes: 1 })
    await editOpportunity(otherRep, { opportunity: 1, changes: { value: 1_200_000, contact: null } })
    clock.advance({ minutes: 1 })
    await moveOpportunity(otherRep, { opportunity: 1, stage: 'Proposal' })

    const since = await changesSince(rep, { opportunity: 1, version: 1 })
    expect(since.before).toMatchObject({
      name: 'Acme',
      value: 1_000_000,
      contact: { id: contact.id, name: 'Jane Doe' },
      owner: { name: 'Ana Rep' },
      stage: { name: 'Prospecting' },
      tags: ['big'],
    })
    expect(since.now).toMatchObject({ version: 3, value: 1_200_000, stage: { name: 'Proposal' } })
    expect(since.changes).toMatchObject([
      { by: 'Ben Rep', kind: 'edited', changes: { value: [1_000_000, 1_200_000], contact: ['Jane Doe', null] } },
      { by: 'Ben Rep', kind: 'moved', changes: { stage: ['Prospecting', 'Proposal'] } },
    ])
  })

  it('is nothing for who saw the latest, and has no “before” for a version that never was', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    await createOpportunity(rep, { name: 'Acme' })
    expect(await changesSince(rep, { opportunity: 1, version: 1 })).toMatchObject({ changes: [] })
    expect(await changesSince(rep, { opportunity: 1, version: 9 })).toMatchObject({ before: null, changes: [] })
    await expect(changesSince(rep, { opportunity: 2, version: 1 })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('stays hidden from a rep who may not see the deal', async () => {
    const { rep, otherRep } = await makeTeam(await engine.fresh())
    await createOpportunity(rep, { name: 'Acme' })
    const ownOnly = { ...otherRep, workspace: { ...otherRep.workspace, repsSee: 'own' as const } }
    await expect(changesSince(ownOnly, { opportunity: 1, version: 1 })).rejects.toMatchObject({ code: 'not_found' })
    expect(await similarOpportunities(ownOnly, 'Acmee')).toEqual([])
  })
})

describeEachEngine('Deals that are called nearly so', (engine) => {
  it('are found by a mistyped word, whichever letters are wrong, and by nothing else', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    for (const name of ['Globex rollout', 'Acme renewal', 'Initech']) await createOpportunity(rep, { name })
    const found = async (words: string) => (await similarOpportunities(rep, words)).map(({ name }) => name)
    for (const words of ['glboex', 'Globx', 'lobex', 'globex rolout'])
      expect(await found(words)).toEqual(['Globex rollout'])
    expect(await found('acme renewla')).toEqual(['Acme renewal'])
    for (const words of ['zebra', 'ab', '', '%%%%', 'x'.repeat(3000), 'a b c d e f g h'])
      expect(await found(words)).toEqual([])
  })

  it('are not looked for in a whole letter', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    await createOpportunity(rep, { name: 'Acme' })
    expect(await findOpportunities(rep, 'acme '.repeat(600))).toEqual([])
  })
})
