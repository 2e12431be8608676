import { expect, it } from 'vitest'
import {
  assignOpportunity,
  closeOpportunity,
  createOpportunity,
  deleteOpportunity,
  editOpportunity,
  findOpportunities,
  getOpportunity,
  LARGEST_VALUE,
  opportunityHistory,
  restoreOpportunity,
  saveContact,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { historyOf, staysOf } from '../../support/records.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('The facts of a deal', (engine) => {
  const start = async () => {
    const team = await makeTeam(await engine.fresh())
    const deal = await createOpportunity(team.rep, { name: 'Acme renewal' })
    team.clock.advance({ hours: 1 })
    return { ...team, deal }
  }

  it('are taken as given, with tags in order and in lower case', async () => {
    const { rep } = await start()
    const contact = await saveContact(rep, { name: 'Jane Doe', email: 'jane@acme.example', company: 'Acme' })
    const deal = await createOpportunity(rep, {
      name: '  Acme   expansion ',
      value: 0,
      currency: 'eur',
      stage: 'nego',
      owner: 'ben',
      contact: contact.id,
      source: 'Referral',
      expectedCloseOn: '2026-12-31',
      probability: 60,
      tags: ['SMB', '#enterprise', 'smb'],
    })
    expect(deal).toMatchObject({
      ref: 'D-2',
      name: 'Acme expansion',
      value: 0,
      currency: 'EUR',
      stage: { name: 'Negotiation' },
      owner: { name: 'Ben Rep', slackUserId: 'U2' },
      contact: { company: 'Acme' },
      tags: ['enterprise', 'smb'],
      probability: 60,
    })
    expect(await getOpportunity(rep, 2)).toEqual(deal)
  })

  it('may be unknown: a missing value is not zero', async () => {
    const { deal } = await start()
    expect(deal).toMatchObject({ value: null, expectedCloseOn: null, source: null, contact: null })
  })

  it.each([
    ['a name of 3,000 characters', { name: 'x'.repeat(3000) }, 'name', 'has 3,000 characters; the most is 255'],
    ['no name', { name: ' \n ' }, 'name', 'Write a name.'],
    ['a negative value', { name: 'A', value: -1 }, 'value', 'cannot be negative'],
    ['a value beyond every deal', { name: 'A', value: LARGEST_VALUE + 1 }, 'value', 'larger than any deal'],
    ['half a cent', { name: 'A', value: 0.5 }, 'value', 'whole number'],
    ['a currency that does not exist', { name: 'A', currency: 'XXQ' }, 'currency', 'not a currency'],
    ['a day that does not exist', { name: 'A', expectedCloseOn: '2026-02-30' }, 'expectedCloseOn', 'not a date'],
    ['a probability above 100', { name: 'A', probability: 101 }, 'probability', 'from 0 to 100'],
    ['a tag with blanks', { name: 'A', tags: ['big deal'] }, 'tags', 'cannot be a tag'],
    ['an owner nobody knows', { name: 'A', owner: 'Zoe' }, 'owner', 'Zoe'],
  ])('are refused with the field and a sentence: %s', async (_, input, field, sentence) => {
    const { rep, deal, database } = await start()
    await expect(createOpportunity(rep, input)).rejects.toMatchObject({
      fields: { [field]: expect.stringContaining(sentence) },
    })
    await expect(editOpportunity(rep, { opportunity: deal.number, changes: input })).rejects.toThrow(sentence)
    expect(await historyOf(database, deal.id)).toHaveLength(1)
    await expect(getOpportunity(rep, 2)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('keep hostile names as text', async () => {
    const { rep } = await start()
    const name = '<!channel> & <@U1> 🎉 *bold* `code` "quote" \'; drop table opportunities; --'
    expect((await createOpportunity(rep, { name })).name).toBe(name)
    expect(await findOpportunities(rep, '🎉')).toHaveLength(1)
    expect(await findOpportunities(rep, '100%')).toHaveLength(0)
  })

  it('change together as one line of history, stage included', async () => {
    const { rep, deal, database } = await start()
    const changes = { value: 5_000_00, stage: 'Proposal', source: 'Event' }
    const edited = await editOpportunity(rep, { opportunity: 1, version: 1, changes })
    expect(edited).toMatchObject({ version: 2, value: 500_000, stage: { name: 'Proposal' }, source: 'Event' })
    const [latest] = await opportunityHistory(rep, 1)
    expect(latest?.changes).toEqual({
      stage: ['Prospecting', 'Proposal'],
      value: [null, 500_000],
      source: [null, 'Event'],
    })
    expect(await staysOf(database, deal.id)).toHaveLength(2)
  })

  it('stay untouched by an edit that says what they are already', async () => {
    const { rep, deal, database } = await start()
    const same = await editOpportunity(rep, {
      opportunity: 1,
      changes: { name: 'Acme renewal', tags: [], value: null },
    })
    expect(same.version).toBe(1)
    expect(await historyOf(database, deal.id)).toHaveLength(1)
  })

  it('of a closed deal can be put right, but it does not move', async () => {
    const { rep } = await start()
    await closeOpportunity(rep, { opportunity: 1, status: 'won' })
    expect(await editOpportunity(rep, { opportunity: 1, changes: { value: 900 } })).toMatchObject({ value: 900 })
    const move = editOpportunity(rep, { opportunity: 1, changes: { stage: 'Proposal' } })
    await expect(move).rejects.toThrow('already won')
  })

  it('include an owner, whom anyone who sees the deal may change', async () => {
    const { otherRep } = await start()
    expect(await assignOpportunity(otherRep, { opportunity: 1, owner: 'me' })).toMatchObject({
      owner: { name: 'Ben Rep' },
    })
    expect(await assignOpportunity(otherRep, { opportunity: 1, owner: null })).toMatchObject({ owner: null })
    expect((await opportunityHistory(otherRep, 1)).map((item) => item.kind)).toEqual([
      'assigned',
      'assigned',
      'created',
    ])
  })

  it('are gone with a deleted deal and back with a restored one, for managers only', async () => {
    const { rep, manager, deal, database } = await start()
    await expect(deleteOpportunity(rep, { opportunity: 1 })).rejects.toMatchObject({ code: 'forbidden' })
    await deleteOpportunity(manager, { opportunity: 1 })
    await expect(getOpportunity(rep, 1)).rejects.toThrow('D-1 was deleted. A manager can restore it.')
    await expect(closeOpportunity(rep, { opportunity: 1, status: 'won' })).rejects.toThrow('was deleted')
    expect(await findOpportunities(rep, 'acme')).toEqual([])
    const back = await restoreOpportunity(manager, { opportunity: 1 })
    expect(back).toMatchObject({ deletedAt: null, version: 3, status: 'open' })
    expect((await staysOf(database, deal.id)).map((stay) => stay.outcome)).toEqual(['removed', null])
  })

  it('are hidden from reps who see their own deals only', async () => {
    const { workspace, otherRep, rep } = await start()
    const narrow = { ...otherRep, workspace: { ...workspace, repsSee: 'own' as const } }
    await expect(getOpportunity(narrow, 1)).rejects.toMatchObject({ code: 'not_found' })
    await expect(editOpportunity(narrow, { opportunity: 1, changes: { value: 1 } })).rejects.toThrow()
    expect(await findOpportunities(narrow, 'acme')).toEqual([])
    expect((await getOpportunity({ ...rep, workspace: narrow.workspace }, 1)).name).toBe('Acme renewal')
  })

  it('are nobody else’s: another workspace sees and changes nothing', async () => {
    const { database } = await start()
    const other = await makeTeam(database, { name: 'Other', slackTeamId: 'T2' })
    await expect(getOpportunity(other.admin, 1)).rejects.toMatchObject({ code: 'not_found' })
    await expect(closeOpportunity(other.admin, { opportunity: 1, status: 'won' })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await findOpportunities(other.admin, 'acme')).toEqual([])
    expect((await createOpportunity(other.rep, { name: 'First of ours' })).ref).toBe('D-1')
  })
})
