import { expect, it } from 'vitest'
import {
  createOpportunity,
  deleteOpportunity,
  editOpportunity,
  findOpportunities,
  saveContact,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('Looking for deals', (engine) => {
  it('finds by beginnings of words, then by any part of them', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    await createOpportunity(rep, { name: 'Globex Renewal' })
    await createOpportunity(rep, { name: 'New shelves for Initech' })
    const found = async (words: string) => (await findOpportunities(rep, words)).map(({ number }) => number)
    expect(await found('glo ren')).toEqual([1])
    expect(await found('NEW')).toEqual([2])
    expect(await found('newal')).toEqual([1])
    expect(await found('100%')).toEqual([])
    expect(await found('-')).toEqual([])
  })

  it('follows new names, contacts and deletions', async () => {
    const { rep, manager } = await makeTeam(await engine.fresh())
    const jane = await saveContact(rep, { name: 'Jane Doe', email: 'jane@acme.com', company: 'Acme' })
    await createOpportunity(rep, { name: 'Shelves', contact: jane.id })
    const found = async (words: string) => (await findOpportunities(rep, words)).length
    expect(await Promise.all(['shel', 'jane', 'acme', 'jane@acme.com'].map(found))).toEqual([1, 1, 1, 1])

    await editOpportunity(rep, { opportunity: 1, changes: { name: 'Racks' } })
    await saveContact(rep, { id: jane.id, name: 'Jane Roe', company: 'Umbrella' })
    expect(await Promise.all(['rack', 'roe', 'umb', 'shel', 'doe'].map(found))).toEqual([1, 1, 1, 0, 0])

    await deleteOpportunity(manager, { opportunity: 1 })
    expect(await found('rack')).toBe(0)
  })
})
