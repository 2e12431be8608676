import { expect, test } from 'vitest'
import {
  addNote,
  type Ctx,
  closeOpportunity,
  createOpportunity,
  exportOpportunities,
  type FilterWords,
  importOpportunities,
  type Opportunity,
  resolveFilters,
  saveContact,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { allDeals } from '../../support/deal-list.ts'
import { PIPELINE_OPTIONS, respelledPipeline } from '../../support/import-files.ts'
import { makeTeam } from '../../support/team.ts'

async function exported(ctx: Ctx, words: FilterWords = {}): Promise<string> {
  const chunks: string[] = []
  const filters = await resolveFilters(ctx, words, { defaultPeriod: 'all' })
  for await (const chunk of exportOpportunities(ctx, filters)) chunks.push(chunk)
  return chunks.join('')
}

describeEachEngine('an export', (engine) => {
  test('has a line per deal under headers that a person understands', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    const contact = await saveContact(rep, { name: 'Jane Doe', email: 'jane@acme.example', company: 'Acme, Inc' })
    const facts = {
      value: 1_234_550,
      contact: contact.id,
      source: 'Referral',
      tags: ['eu', 'big'],
      expectedCloseOn: '2026-12-31',
    }
    const deal = await createOpportunity(rep, {
      name: 'Acme "renewal"',
      stage: 'Proposal',
      note: 'Two\nlines',
      ...facts,
    })
    expect(await exported(rep)).toBe(
      'Ref,External id,Name,Value,Currency,Pipeline,Stage,Status,Owner,Contact name,Contact email,Contact phone,Company,' +
        'Source,Tags,Created at,Closed at,Expected close on,Reason,Notes\n' +
        `D-1,${deal.id},"Acme ""renewal""",12345.50,USD,Sales,Proposal,open,Ana Rep,Jane Doe,jane@acme.example,,"Acme, Inc",` +
        'Referral,big;eu,2026-11-23T08:00:00.000Z,,2026-12-31,,"Two\nlines"\n',
    )
  })

  test('holds no cell that a spreadsheet would run', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    await createOpportunity(rep, { name: '=HYPERLINK("http://evil.example")', source: '@SUM(A1)' })
    const [, line = ''] = (await exported(rep)).split('\n')
    expect(line).toContain(`"'=HYPERLINK(""http://evil.example"")"`)
    expect(line).toContain("'@SUM(A1)")
  })

  test('read by an import elsewhere gives the same deals', async () => {
    const [here, there] = [await makeTeam(await engine.fresh()), await makeTeam(await engine.fresh())]
    await importOpportunities(here.admin, respelledPipeline({}), PIPELINE_OPTIONS)
    const contact = await saveContact(here.rep, { name: '=Jane', phone: '+49 30 123', company: null })
    const odd = await createOpportunity(here.rep, {
      name: "'=1+1",
      value: 5,
      contact: contact.id,
      tags: ['x'],
      currency: 'KWD',
    })
    await addNote(here.rep, { opportunity: odd.number, text: '-5 % asked' })
    here.clock.advance({ days: 3 })
    await closeOpportunity(here.rep, { opportunity: odd.number, status: 'lost', reason: 'Price' })
    there.clock.advance({ days: 3 })

    const file = { name: 'all.csv', bytes: Buffer.from(await exported(here.admin)) }
    const options = { createMembers: true, stages: PIPELINE_OPTIONS.stages ?? [] }
    expect(await importOpportunities(there.admin, file, options)).toMatchObject({ created: 41, problems: [] })
    expect((await allDeals(there.admin)).map(essence)).toEqual((await allDeals(here.admin)).map(essence))
  })

  test('read by an import where it was made changes nothing', async () => {
    const { admin } = await makeTeam(await engine.fresh())
    await createOpportunity(admin, { name: 'Acme' })
    const file = { name: 'all.csv', bytes: Buffer.from(await exported(admin)) }
    expect(await importOpportunities(admin, file)).toMatchObject({ created: 0, unchanged: 1 })
  })

  test('of more than a page, with filters, has every deal that they leave once', async () => {
    const { admin } = await makeTeam(await engine.fresh())
    const lines = Array.from({ length: 450 }, (_, i) => `Deal ${i},${i % 3 === 0 ? 'Proposal' : 'Negotiation'}`)
    await importOpportunities(admin, { name: 'x.csv', bytes: Buffer.from(['name,stage', ...lines].join('\n')) })
    const exportedLines = (await exported(admin, { stage: ['Negotiation'] })).trimEnd().split('\n').slice(1)
    expect(exportedLines).toHaveLength(300)
    expect(new Set(exportedLines.map((line) => line.split(',')[0])).size).toBe(300)
  })
})

/** What a file can carry from one place to another. */
function essence({
  name,
  value,
  currency,
  stage,
  pipeline,
  status,
  owner,
  contact,
  source,
  tags,
  ...deal
}: Opportunity) {
  const { createdAt, closedAt, closedOn, expectedCloseOn, reason } = deal
  const times = { createdAt, closedAt, closedOn, expectedCloseOn }
  const who = contact && { ...contact, id: null }
  const names = { stage: stage.name, pipeline: pipeline.name, owner: owner?.name, reason: reason?.name }
  return { name, value, currency, status, source, tags, contact: who, ...times, ...names }
}
