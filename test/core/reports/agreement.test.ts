import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  addRate,
  type Ctx,
  type Database,
  editReason,
  type FilterWords,
  type OptionWords,
  type Ratio,
  type Report,
  type Row,
  reports,
  totalOpportunities,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer, behind, filtersOf } from '../../support/drill-down.ts'
import { type Happening, happening, happenings, openOtherPipeline, plainHappenings } from '../../support/happenings.ts'
import { makeTeam } from '../../support/team.ts'

/** Reports whose rows count stays: a deal that came back is in them twice, and in their lists once. */
const OF_STAYS = ['flow', 'time-in-stage']

/** Ways to ask; the first three have no filter that is a moment. */
const WORDS: readonly FilterWords[] = [
  {},
  { period: 'this-quarter' },
  { owner: ['nobody', 'Ana Rep'], source: ['web', 'none'] },
  { pipeline: ['Sales'], from: '2026-01-20', to: '2026-02-10' },
  { status: ['won', 'lost'], notReason: ['Price'] },
  { reached: 'Qualification', pipeline: ['Sales'], createdFrom: '2026-01-16' },
]

describeEachEngine('Reports', (engine) => {
  const runs = engine.name === 'sqlite' ? 6 : 2
  const start = async () => {
    const team = await makeTeam(await engine.fresh(), { startsAt: '2026-01-15T08:00:00.000Z' })
    await openOtherPipeline(team.admin)
    await addRate(team.admin, { currency: 'EUR', day: '2026-01-01', rate: '1.013' })
    await editReason(team.admin, { reason: 'No decision', notARealDeal: true })
    const { admin, clock } = team
    /** Lets everything happen, half a day apart; answers the moments between. */
    const live = async (events: readonly Happening[]) => {
      const moments = []
      for (const event of events) {
        await happening(event, admin)
        moments.push(clock.now())
        clock.advance({ hours: 14 })
      }
      return moments
    }
    return { ...team, live }
  }

  it('open from every row, however they are asked, a list that sums to its figures', async () => {
    await fc.assert(
      fc.asyncProperty(happenings, fc.nat(), fc.nat(), async (events, way, option) => {
        const { admin, live } = await start()
        const moments = await live(events)
        const words = WORDS[way % WORDS.length] as FilterWords
        const asOf = moments[Math.floor(moments.length / 2)] as string
        for (const report of reports) {
          for (const asked of [words, { ...words, asOf }]) await everyRowOpensItsDeals(admin, report, asked, option)
        }
      }),
      { numRuns: runs },
    )
  }, 120_000)

  it('add up to the same totals as each other, as the list, and as history does', async () => {
    await fc.assert(
      fc.asyncProperty(happenings, async (events) => {
        const { admin, database, live } = await start()
        const moments = await live(events)
        const middle = moments[Math.floor(moments.length / 2)] as string
        for (const words of [...WORDS.slice(0, 3), { asOf: middle }]) await agree(admin, words)
        for (const asOf of [undefined, middle]) await agreeWithHistory(admin, database, asOf)
      }),
      { numRuns: runs },
    )
  }, 120_000)

  it('say as of now what they say live, and of a past moment what they said then', async () => {
    await fc.assert(
      fc.asyncProperty(plainHappenings, plainHappenings, async (first, later) => {
        const { admin, clock, live } = await start()
        await live(first)
        const middle = clock.now()
        const before = await figuresOf(admin)
        expect(await figuresOf(admin, { asOf: middle })).toEqual(before)
        clock.advance({ minutes: 1 })
        await live(later)
        expect(await figuresOf(admin, { asOf: middle })).toEqual(before)
      }),
      { numRuns: runs },
    )
  }, 120_000)

  it('tell each stay’s one outcome, and never let a funnel rise', async () => {
    await fc.assert(
      fc.asyncProperty(happenings, async (events) => {
        const { admin, database, live } = await start()
        await live(events)
        const { rows, totals } = await answer(admin, 'flow')
        expect(added(rows, 'count')).toBe(await staysOfDeals(database))
        expect(added(rows, 'count')).toBe(totals.count)
        for (const mode of ['reached', 'strict', 'highlevel']) {
          const funnel = await answer(admin, 'funnel', {}, { mode })
          const shares = funnel.rows.map(({ cumulative }) => (cumulative as Ratio).value ?? 0)
          expect(shares, mode).toEqual([...shares].sort((a, b) => b - a))
          expect(shares[0] ?? 0).toBeLessThanOrEqual(1)
        }
      }),
      { numRuns: runs },
    )
  }, 120_000)
})

/** By each option in turn, one of its choices. */
async function everyRowOpensItsDeals(ctx: Ctx, report: Report, words: FilterWords, choice: number): Promise<void> {
  const chosen = (report.options ?? []).map(({ key, choices }): OptionWords => {
    return { [key]: choices[choice % choices.length]?.id }
  })
  for (const options of [{}, ...chosen]) {
    const { rows } = await answer(ctx, report.id, words, options)
    for (const row of rows) {
      if (row.deals === undefined) continue
      const list = await behind(ctx, row)
      const about = JSON.stringify({ report: report.id, words, options, row })
      const figure = figureOf(row)
      if (OF_STAYS.includes(report.id)) {
        expect(list.count, about).toBeLessThanOrEqual(figure)
        expect(list.count > 0, about).toBe(figure > 0)
      } else expect(list.count, about).toBe(figure)
      if ('value' in row) expect(list.value, about).toBe(row.value ?? 0)
      if ('rateByValue' in row) expect(list.value, about).toBe((row.rateByValue as Ratio).numerator)
    }
  }
}

/** How many deals a row counts; a rate is about those on top of it. */
function figureOf({ count, rate }: Row): number {
  return typeof count === 'number' ? count : (rate as Ratio).numerator
}

/** Stage by status, status, owners, sources, reasons and months add up to the same as the list. */
async function agree(ctx: Ctx, words: FilterWords): Promise<void> {
  const byStatus = await answer(ctx, 'status', words)
  const others = await Promise.all(['value-by-stage', 'owners', 'sources'].map((id) => answer(ctx, id, words)))
  const list = await totalOpportunities(ctx, await filtersOf(ctx, words))
  const [byStage] = others
  for (const { id, rows, totals } of [byStatus, ...others]) {
    expect([id, totals.count, added(rows, 'count')]).toEqual([id, list.count, list.count])
    if ('value' in totals) expect([id, totals.value, added(rows, 'value')]).toEqual([id, list.value, list.value])
  }
  const months = await answer(ctx, 'won-lost', words)
  const reasons = await answer(ctx, 'reasons', words)
  for (const { status, count, value } of byStatus.rows) {
    const same = (rows: readonly Row[] = []) => {
      const alike = rows.filter((row) => row.status === status)
      return { count: added(alike, 'count'), value: added(alike, 'value') }
    }
    expect(same(byStage?.rows)).toEqual({ count, value })
    if (status !== 'open') expect(same(months.rows)).toEqual({ count, value })
    if (status === 'lost' || status === 'abandoned') expect(same(reasons.rows)).toEqual({ count, value })
  }
}

/** Stage by status, added up anew from the spans of history that hold at the moment. */
async function agreeWithHistory(ctx: Ctx, database: Database, asOf: string | undefined): Promise<void> {
  const moment = asOf ?? ctx.now()
  const spans = await database.read.selectFrom('opportunity_history').selectAll().execute()
  const standing = spans.filter((span) => span.valid_from <= moment && span.valid_to > moment && span.deleted === 0)
  const counts = new Map<string, number>()
  for (const { status, stage_id } of standing) {
    counts.set(`${stage_id} ${status}`, (counts.get(`${stage_id} ${status}`) ?? 0) + 1)
  }
  const { rows } = await answer(ctx, 'value-by-stage', asOf ? { asOf } : {})
  expect(
    rows
      .map(({ count }) => count as number)
      .filter(Boolean)
      .sort(),
  ).toEqual([...counts.values()].sort())
  const dollars = standing.reduce((sum, { currency, value }) => sum + (currency === 'USD' ? (value ?? 0) : 0), 0)
  const euros = standing.reduce((sum, { currency, value }) => {
    return sum + (currency === 'EUR' ? Math.round((value ?? 0) * 1013) / 1000 : 0)
  }, 0)
  expect(Math.abs(added(rows, 'value') - dollars - euros)).toBeLessThanOrEqual(standing.length)
}

async function staysOfDeals({ read }: Database): Promise<number> {
  const stays = await read.selectFrom('stage_stays').select('opportunity_id').execute()
  const deals = await read.selectFrom('opportunities').select('id').where('deleted_at', 'is', null).execute()
  return stays.filter((stay) => deals.some(({ id }) => id === stay.opportunity_id)).length
}

/** Without what says which moment was asked for. */
async function figuresOf(ctx: Ctx, words: FilterWords = {}) {
  const results = await Promise.all(reports.map(({ id }) => answer(ctx, id, words)))
  return results.map(({ id, rows, totals, n, summary, notes }) => ({
    rows: rows.map(({ deals, ...cells }) => cells),
    ...{ id, totals, n, summary, notes },
  }))
}

function added(rows: readonly Row[], key: 'count' | 'value'): number {
  return rows.reduce((sum, row) => sum + Number(row[key] ?? 0), 0)
}
