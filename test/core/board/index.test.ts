import { expect, it } from 'vitest'
import {
  assignOpportunity,
  type BoardColumn,
  type BoardSort,
  boardOf,
  type Ctx,
  changeSettings,
  closeOpportunity,
  createOpportunity,
  createPipeline,
  createTask,
  type FilterWords,
  listPipelines,
  moveOpportunity,
  resolveFilters,
  retireStage,
  runReport,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { behind } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

const names = ({ cards }: BoardColumn) => cards.map(({ deal }) => deal.name)

describeEachEngine('The board', (engine) => {
  /** Six open deals: three in Prospecting, two in Proposal, one in another pipeline; and a won one. */
  const start = async () => {
    const team = await makeTeam(await engine.fresh())
    const { rep, otherRep, admin, clock } = team
    await createPipeline(admin, { name: 'Partners', stages: [{ name: 'Talk' }, { name: 'Sign' }] })
    await createOpportunity(rep, { name: 'Acme', value: 10_000, expectedCloseOn: '2026-12-31', source: 'Fair' })
    clock.advance({ hours: 1 })
    await createOpportunity(otherRep, { name: 'Globex', value: 30_000, expectedCloseOn: '2026-12-01', tags: ['big'] })
    clock.advance({ hours: 1 })
    await createOpportunity(rep, { name: 'Initech' })
    await createOpportunity(rep, { name: 'Hooli', value: 5, stage: 'Proposal', probability: 90 })
    await createOpportunity(rep, { name: 'Umbrella', value: 500, currency: 'EUR', stage: 'Proposal' })
    await createOpportunity(rep, { name: 'Partner', pipeline: 'Partners' })
    await createOpportunity(rep, { name: 'Won', value: 9 })
    await closeOpportunity(rep, { opportunity: 7, status: 'won' })
    return team
  }
  const board = async (ctx: Ctx, words: FilterWords = {}, sort: BoardSort = 'expected-close') =>
    boardOf(ctx, { filters: await resolveFilters(ctx, words, { defaultPeriod: 'this-quarter' }), sort })
  const told = (columns: readonly BoardColumn[]) =>
    columns.map((column) => `${column.stage.name} ${column.count} ${column.value} ${column.weighted}`)

  it('has a column for each stage of the first pipeline, with its open deals and what they come to', async () => {
    const { rep } = await start()
    const { pipeline, columns } = await board(rep)
    expect(pipeline.name).toBe('Sales')
    expect(told(columns)).toEqual([
      'Prospecting 3 40000 4000', // 10 % of 10,000 and of 30,000
      'Qualification 0 0 0',
      'Proposal 2 5 5', // 90 % of 5 is 4.5: 5; euros are not added
      'Negotiation 0 0 0',
    ])
    expect(columns.map(names)).toEqual([['Globex', 'Acme', 'Initech'], [], ['Hooli', 'Umbrella'], []])
    expect(columns[0]).toMatchObject({ unvalued: 1, unpriced: 0 })
    expect(columns[2]).toMatchObject({ unvalued: 0, unpriced: 1 })
    expect((await board(rep, { pipeline: ['Partners'] })).columns.map(names)).toEqual([['Partner'], []])
  })

  it('puts the soonest close, the largest value or the oldest first', async () => {
    const { rep } = await start()
    const first = async (sort: BoardSort) => names((await board(rep, {}, sort)).columns[0] as BoardColumn)
    expect(await first('expected-close')).toEqual(['Globex', 'Acme', 'Initech'])
    expect(await first('-value')).toEqual(['Globex', 'Acme', 'Initech'])
    expect(await first('stage-entered')).toEqual(['Acme', 'Globex', 'Initech'])
  })

  it.each<FilterWords>([
    {},
    { owner: ['Ana Rep'] },
    { source: ['Fair'] },
    { tag: ['big'] },
    { q: 'o' },
    { minValue: '200' },
    { attention: ['no-next-step'] },
    { asOf: '2026-11-23T09:30:00Z' },
    { stage: ['Proposal'] },
  ])('says the same as value by stage, and its list sums to the same: %j', async (words) => {
    const { rep, clock } = await start()
    await moveOpportunity(rep, { opportunity: 1, stage: 'Negotiation' })
    clock.advance({ days: 1 })
    const filters = await resolveFilters(rep, { pipeline: ['Sales'], ...words }, { defaultPeriod: 'this-quarter' })
    const { rows } = await runReport(rep, 'value-by-stage', { ...filters, status: ['open'] })
    const { columns } = await boardOf(rep, { filters, sort: '-value' })
    expect(told(columns)).toEqual(rows.map((row) => `${row.stage} ${row.count} ${row.value} ${row.weighted}`))
    for (const { count, value, cards, link } of columns) {
      expect(cards).toHaveLength(count)
      expect(await behind(rep, { deals: link })).toEqual({ count, value })
    }
  })

  it('shows as many cards as asked for, and counts all of them', async () => {
    const { rep } = await start()
    for (let n = 0; n < 30; n++) await createOpportunity(rep, { name: `Deal ${n}`, value: 100, stage: 'Qualification' })
    const filters = await resolveFilters(rep, {}, { defaultPeriod: 'all' })
    const few = (await boardOf(rep, { filters, sort: '-value' })).columns[1] as BoardColumn
    expect([few.cards.length, few.count, few.value]).toEqual([25, 30, 3000])
    const shown = new Map([[few.stage.id, 50]])
    const { columns } = await boardOf(rep, { filters, sort: '-value', shown })
    expect(new Set(names(columns[1] as BoardColumn)).size).toBe(30)
  })

  it('names the task that is due first', async () => {
    const { rep } = await start()
    await createTask(rep, { opportunity: 1, text: 'Some day' })
    await createTask(rep, { opportunity: 1, text: 'Write', dueOn: '2026-12-02' })
    await createTask(rep, { opportunity: 1, text: 'Call', dueOn: '2026-12-01' })
    const next = async (words?: FilterWords) =>
      (await board(rep, words)).columns[0]?.cards.map(({ deal, nextTask }) => [deal.name, nextTask?.text ?? null])
    expect(await next()).toEqual([
      ['Globex', null],
      ['Acme', 'Call'],
      ['Initech', null],
    ])
  })

  it('shows a rep own deals only where the workspace says so, and nothing of another workspace', async () => {
    const team = await start()
    await changeSettings(team.admin, { repsSee: 'own' })
    const ana = team.ctxOf(team.members.rep)
    const limited = { ...ana, workspace: { ...ana.workspace, repsSee: 'own' as const } }
    const { columns } = await board(limited)
    expect(names(columns[0] as BoardColumn)).toEqual(['Acme', 'Initech'])
    expect(columns[0]?.count).toBe(2)
    const others = await makeTeam(team.database, { name: 'Globex', slackTeamId: 'T2' })
    expect((await board(others.rep)).columns.flatMap(names)).toEqual([])
  })

  it('has a retired stage only where deals stood in it', async () => {
    const { rep, admin, clock } = await start()
    clock.advance({ hours: 1 })
    const [sales] = await listPipelines(admin)
    await retireStage(admin, { stage: sales?.stages[2]?.id ?? '', target: 'Negotiation' })
    const stages = async (words: FilterWords) => (await board(rep, words)).columns.map(({ stage }) => stage.name)
    expect(await stages({})).toEqual(['Prospecting', 'Qualification', 'Negotiation'])
    expect(await stages({ asOf: '2026-11-23T10:30:00Z' })).toContain('Proposal')
  })

  it('follows a deal that moves or changes hands', async () => {
    const { rep, members } = await start()
    await moveOpportunity(rep, { opportunity: 1, stage: 'Qualification' })
    await assignOpportunity(rep, { opportunity: 1, owner: members.otherRep.id })
    const { columns } = await board(rep, { owner: ['Ben Rep'] })
    expect(columns.map(names)).toEqual([['Globex'], ['Acme'], [], []])
  })
})
