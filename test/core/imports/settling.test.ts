import { expect, test } from 'vitest'
import {
  type ImportOptions,
  importOpportunities,
  listMembers,
  listNotes,
  listPipelines,
  listReasons,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { allDeals, dealNamed } from '../../support/deal-list.ts'
import { csv } from '../../support/import-files.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('what an import finds and makes', (engine) => {
  const team = async () => makeTeam(await engine.fresh())
  const stagesOf = async (ctx: Parameters<typeof listPipelines>[0], name: string) =>
    (await listPipelines(ctx)).find((pipeline) => pipeline.name === name)?.stages.map((stage) => stage.name)

  test('a pipeline that is new gets its stages as the file first names them', async () => {
    const { admin } = await team()
    await importOpportunities(
      admin,
      csv('name,pipeline,stage', 'A,Renewals,Offer', 'B,renewals,Talks', 'C,Renewals,offer'),
    )
    expect(await stagesOf(admin, 'Renewals')).toEqual(['Offer', 'Talks'])
  })

  test('a stage that is missing is added when asked for', async () => {
    const { admin } = await team()
    const file = csv('name,stage', 'A,Legal review')
    expect(await importOpportunities(admin, file, { createStages: true })).toMatchObject({
      created: 1,
      newStages: ['Legal review'],
    })
    expect(await stagesOf(admin, 'Sales')).toEqual([
      'Prospecting',
      'Qualification',
      'Proposal',
      'Negotiation',
      'Legal review',
    ])
  })

  test('a deal that only says how it ended stands in the last stage, one that says nothing in the first', async () => {
    const { admin } = await team()
    const file = csv(
      'name,stage,status,created,close date',
      'A,Closed won,,2026-01-02,2026-02-03',
      'B,,open,2026-01-02,2026-12-24',
      'C,Proposal,lost,2026-01-02,2026-02-03',
    )
    await importOpportunities(admin, file)
    expect(await dealNamed(admin, 'A')).toMatchObject({ status: 'won', stage: { name: 'Negotiation' } })
    expect(await dealNamed(admin, 'B')).toMatchObject({
      status: 'open',
      stage: { name: 'Prospecting' },
      expectedCloseOn: '2026-12-24',
    })
    expect(await dealNamed(admin, 'C')).toMatchObject({ status: 'lost', stage: { name: 'Proposal' } })
  })

  test('owners are found by name or e-mail address, and added as reps when asked for', async () => {
    const { admin, members } = await team()
    const file = csv('name,owner', 'A,ana rep', 'B,MIA@acme.example', 'C,New Person', 'D,new@acme.example')
    const outcome = await importOpportunities(admin, file, { createMembers: true })
    expect(outcome.newMembers).toEqual(['New Person', 'new@acme.example'])
    expect((await allDeals(admin)).map(({ owner }) => owner?.id).slice(0, 2)).toEqual([
      members.rep.id,
      members.manager.id,
    ])
    expect((await listMembers(admin)).find(({ name }) => name === 'New Person')?.role).toBe('rep')
  })

  test('one contact stands behind one address, or one name at one company', async () => {
    const { admin } = await team()
    const file = csv(
      'name,contact,email,company',
      'A,Jane,jane@acme.example,Acme',
      'B,J. Doe,JANE@acme.example,',
      'C,,,Acme',
      'D,,,acme',
    )
    expect(await importOpportunities(admin, file)).toMatchObject({ created: 4, newContacts: 2 })
    const [a, b, c, d] = (await allDeals(admin)).map(({ contact }) => contact)
    expect(b).toEqual(a)
    expect(d).toEqual(c)
    expect(c).toMatchObject({ name: 'Acme', email: null, company: 'Acme' })
  })

  test('reasons, notes, tags and currencies come along', async () => {
    const { admin } = await team()
    const header = 'name,amount,currency,status,created,closed on,lost reason,notes,tags,source'
    const row = 'A,"1.234,50",eur,lost,2026-01-02,2026-02-03,Too slow,"Called twice, no answer",Big;EU,Fair'
    const outcome = await importOpportunities(admin, csv(header, row))
    expect(outcome.newReasons).toEqual(['Too slow'])
    const deal = await dealNamed(admin, 'A')
    expect(deal).toMatchObject({
      value: 123_450,
      currency: 'EUR',
      reason: { name: 'Too slow' },
      tags: ['big', 'eu'],
      source: 'Fair',
    })
    expect((await listReasons(admin, { status: 'lost' })).at(-1)?.name).toBe('Too slow')
    expect(await listNotes(admin, deal.number)).toMatchObject([{ text: 'Called twice, no answer', via: 'import' }])
  })

  test('rows without an id are recognised by what they say, also spelled otherwise', async () => {
    const { admin } = await team()
    const plain = csv('name,created,owner', 'A,2026-01-31,Ana Rep', 'A,2026-01-31,Ana Rep', 'A,2026-01-30,Ana Rep')
    const spelled = csv('owner;created;name', 'Ana Rep;31.01.2026;A', 'Ana Rep;31.01.2026;A', 'Ana Rep;30.01.2026;A')
    expect(await importOpportunities(admin, plain)).toMatchObject({ created: 3 })
    expect(await importOpportunities(admin, spelled)).toMatchObject({ created: 0, unchanged: 3 })
  })
})

describeEachEngine('an import that cannot be', (engine) => {
  test.each<[string, string, ImportOptions]>([
    ['no column for the name', 'No column of the file is known to hold the deal’s name. Its columns: a, b.', {}],
    [
      'a pipeline without stages',
      'There is no pipeline “X”, and the file names no stages',
      { map: { name: 'a' }, pipeline: 'X' },
    ],
    ['a currency that does not exist', '“XXQ” is not a currency.', { map: { name: 'a' }, currency: 'XXQ' }],
  ])('is refused with a sentence: %s', async (_, sentence, options) => {
    const { admin } = await makeTeam(await engine.fresh())
    await expect(importOpportunities(admin, csv('a,b', '1,2'), options)).rejects.toThrow(sentence)
    expect(await allDeals(admin)).toEqual([])
  })

  test('is refused to a rep', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    await expect(importOpportunities(rep, csv('name', 'A'))).rejects.toThrow(
      'Only managers and admins can import deals.',
    )
  })

  test('takes nothing of another workspace for its own', async () => {
    const database = await engine.fresh()
    const [one, two] = [await makeTeam(database), await makeTeam(database, { slackTeamId: 'T2' })]
    const file = csv('id,name,company', '1,A,Acme')
    await importOpportunities(one.admin, file)
    expect(await importOpportunities(two.admin, file)).toMatchObject({ created: 1, newContacts: 1 })
  })
})
