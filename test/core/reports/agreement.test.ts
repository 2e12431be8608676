import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  type Ctx,
  closeOpportunity,
  createOpportunity,
  deleteOpportunity,
  editOpportunity,
  moveOpportunity,
  type Ratio,
  type ReportResult,
  type Row,
  reopenOpportunity,
  reports,
  restoreOpportunity,
  totalOpportunities,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer, behind, filtersOf } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

const STAGES = ['Prospecting', 'Qualification', 'Proposal', 'Negotiation']

const deal = fc.record({
  value: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
  currency: fc.constantFrom('USD', 'USD', 'USD', 'EUR'),
  stage: fc.constantFrom(...STAGES),
  owner: fc.constantFrom('Ana Rep', 'Ben Rep', null),
  source: fc.constantFrom('Web', 'Referral', null),
})
type Deal = typeof deal extends fc.Arbitrary<infer T> ? T : never

/** What happens to one of the deals; what the rules refuse does not happen. */
const event = fc.record({
  deal: fc.nat({ max: 7 }),
  kind: fc.constantFrom('move', 'won', 'lost', 'abandoned', 'reopen', 'edit', 'delete', 'restore', 'wait'),
  stage: fc.constantFrom(...STAGES),
  days: fc.integer({ min: 1, max: 60 }),
})
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never

describeEachEngine('Reports', (engine) => {
  it('agree with each other and with the lists behind them, now and as of any moment', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deal, { maxLength: 8 }), fc.array(event, { maxLength: 20 }), async (deals, events) => {
        const team = await makeTeam(await engine.fresh(), { startsAt: '2026-01-15T08:00:00.000Z' })
        const { manager, clock } = team
        for (const one of deals) await createOpportunity(manager, named(one))
        const middle = clock.now()
        const before = figuresOf(await everyAnswer(manager))
        clock.advance({ days: 1 })
        for (const one of events) await happen(one, manager, clock)

        const live = figuresOf(await everyAnswer(manager))
        expect(figuresOf(await everyAnswer(manager, { asOf: clock.now() }))).toEqual(live)
        expect(figuresOf(await everyAnswer(manager, { asOf: middle }))).toEqual(before)
        for (const words of [{}, { period: 'this-quarter' }, { owner: ['nobody'] }, { asOf: middle }]) {
          await agree(manager, words)
        }
      }),
      { numRuns: engine.name === 'sqlite' ? 12 : 5 },
    )
  }, 120_000)
})

function named({ owner, currency, ...facts }: Deal) {
  return { name: 'Deal', owner, currency, ...facts }
}

async function happen({ deal, kind, stage, days }: Event, ctx: Ctx, clock: { advance(by: { days: number }): void }) {
  const opportunity = deal + 1
  const verbs = {
    move: () => moveOpportunity(ctx, { opportunity, stage }),
    won: () => closeOpportunity(ctx, { opportunity, status: 'won' }),
    lost: () => closeOpportunity(ctx, { opportunity, status: 'lost' }),
    abandoned: () => closeOpportunity(ctx, { opportunity, status: 'abandoned' }),
    reopen: () => reopenOpportunity(ctx, { opportunity, stage }),
    edit: () => editOpportunity(ctx, { opportunity, changes: { value: days * 1_000, source: 'Web' } }),
    delete: () => deleteOpportunity(ctx, { opportunity }),
    restore: () => restoreOpportunity(ctx, { opportunity }),
    wait: async () => clock.advance({ days }),
  }
  await verbs[kind as keyof typeof verbs]().catch((error: { code?: string }) => {
    if (!error.code) throw error
  })
}

async function everyAnswer(ctx: Ctx, words = {}): Promise<ReportResult[]> {
  return Promise.all(reports.map(({ id }) => answer(ctx, id, words)))
}

/** Without what says which moment was asked for. */
function figuresOf(results: readonly ReportResult[]) {
  return results.map(({ rows, totals, summary, notes }) => ({
    rows: rows.map(({ deals, ...cells }) => cells),
    totals,
    summary,
    notes,
  }))
}

/** Stage by status, status, owners and months add up to the same as the list, and every row to the deals it opens. */
async function agree(ctx: Ctx, words: object): Promise<void> {
  const byStage = await answer(ctx, 'value-by-stage', words)
  const byStatus = await answer(ctx, 'status', words)
  const owners = await answer(ctx, 'owners', words)
  const months = await answer(ctx, 'won-lost', words)
  const list = await totalOpportunities(ctx, await filtersOf(ctx, words))
  const expected = { count: list.count, value: list.value }

  expect(byStage.totals).toMatchObject(expected)
  expect(byStatus.totals).toEqual(expected)
  expect(owners.totals.count).toBe(list.count)
  for (const { status, count, value } of byStatus.rows) {
    const same = (row: Row) => row.status === status
    expect(added(byStage.rows.filter(same))).toEqual({ count, value })
    if (status !== 'open') expect(added(months.rows.filter(same))).toEqual({ count, value })
  }
  const funnel = await answer(ctx, 'funnel', words)
  for (const row of funnel.rows) expect((row.step as Ratio).value ?? 0).toBeLessThanOrEqual(1)
  for (const row of [byStage, byStatus, months, funnel].flatMap(({ rows }) => rows)) {
    expect(await behind(ctx, row)).toEqual({ count: row.count, value: row.value })
  }
  for (const row of owners.rows) expect((await behind(ctx, row)).count).toBe(row.count)
}

function added(rows: readonly Row[]): { count: number; value: number } {
  const sum = (key: 'count' | 'value') => rows.reduce((total, row) => total + (row[key] as number), 0)
  return { count: sum('count'), value: sum('value') }
}
