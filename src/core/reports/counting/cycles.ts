import { type SelectQueryBuilder, sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import { count, sum } from '../../db/portable.ts'
import type { Tables } from '../../db/tables.ts'
import type { Filters } from '../../filters/index.ts'
import { ALL_TIME } from '../../period.ts'
import { DAY_SECONDS } from '../../time.ts'
import { narrowed } from './narrowing.ts'
import { numbersIn, placesIn, type Spread, spreadOf } from './percentiles.ts'
import { piecesOf, type Stretch } from './pieces.ts'
import { askEveryPart, dealsInSight, dealsToday, type Source, unionOf } from './population.ts'
import { fromRollups, rolledRows, waitingDeals } from './rolled.ts'

/** How many won deals took so many whole days. */
interface Day {
  readonly days: number
  readonly count: number
}

type Question = SelectQueryBuilder<Tables, never, Day & { readonly sign: number }>

/** How long the wins of the filters' period took from creation to the final win, in seconds. */
export async function cycleSpread(ctx: Ctx, filters: Filters): Promise<Spread> {
  const won = narrowed(filters, ['won'])
  if (!won) return spreadOf([])
  return (await rolledSpread(ctx, won)) ?? spreadOf(await everyCycle(ctx, won))
}

async function everyCycle(ctx: Ctx, won: Filters): Promise<Float64Array> {
  const cycles = askEveryPart(ctx, won, (part) => part.select(sql<number>`coalesce(d.cycle_seconds, 0)`.as('seconds')))
  if (!cycles) return numbersIn(null)
  // Given as text: sorting them here takes less time than either engine needs to rank them.
  const all = sql<string | null>`string_agg(cast(cycles.seconds as text), ',')`
  const row = await ctx.db.selectFrom(cycles.as('cycles')).select(all.as('seconds')).executeTakeFirst()
  return numbersIn(row?.seconds ?? null)
}

/** By the days that the cycles took, and by the deals only where it comes to the second; null where rollups cannot tell. */
async function rolledSpread(ctx: Ctx, won: Filters): Promise<Spread | null> {
  const { inner } = piecesOf(won.period)
  if (won.asOf || won.created || won.stage.length || won.source.length || !inner) return null
  const rolled = await fromRollups(ctx, won, (generation) => daysOf(ctx, won, generation))
  if (!rolled) return null
  const days = rolled.sort((a, b) => a.days - b.days)
  const n = days.reduce((counted, { count }) => counted + count, 0)
  const seconds = new Map<number, number | undefined>()
  for (const place of placesIn(n)) seconds.set(place, await cycleAt(ctx, won, days, place))
  // Deals that changed between the questions are asked for once more, all of them.
  return [...seconds.values()].includes(undefined) ? null : spreadOf({ length: n, at: (place) => seconds.get(place) })
}

/** The cycle at a place in their order, which lies on some day. */
async function cycleAt(ctx: Ctx, won: Filters, days: readonly Day[], place: number): Promise<number | undefined> {
  let before = 0
  for (const { days: length, count } of days) {
    if (place < before + count) return cycleOfDay(ctx, won, length, place - before)
    before += count
  }
  return undefined
}

async function daysOf(ctx: Ctx, won: Filters, generation: number): Promise<Day[]> {
  const { whole, inner, edges } = piecesOf(won.period)
  const questions = [
    ...whole.map(
      ({ unit, from, to }) =>
        rolledRows(ctx, won, { generation, kind: `cycle-${unit}`, lens: 'owner', from, to })
          .groupBy('d.cycle_days')
          .select([
            'd.cycle_days as days',
            sum(sql.ref<number>('d.deals')).as('count'),
            sql.lit(1).as('sign'),
          ]) as unknown as Question,
    ),
    ...waitingDeals(ctx).map(({ source, sign }) => fromDeals(ctx, won, source, inner, sign)),
    ...edges.map((edge) => fromDeals(ctx, won, dealsToday(ctx), edge, 1)),
  ]
  const counts = new Map<number, number>()
  for (const { days, count: deals, sign } of (await unionOf(questions)?.execute()) ?? []) {
    counts.set(days, (counts.get(days) ?? 0) + sign * deals)
  }
  return [...counts].map(([days, count]) => ({ days, count }))
}

function fromDeals(ctx: Ctx, won: Filters, source: Source, period: Stretch | null, sign: 1 | -1): Question {
  return dealsInSight(ctx, { ...won, period: { ...ALL_TIME, preset: 'custom', ...period } }, source)
    .groupBy(sql`1`)
    .select(sql<number>`coalesce(d.cycle_seconds, 0) / ${sql.lit(DAY_SECONDS)}`.as('days'))
    .select([count().as('count'), sql.lit(sign).as('sign')]) as unknown as Question
}

/** Of the cycles that took so many whole days, the one at the place in their order. */
async function cycleOfDay(ctx: Ctx, won: Filters, days: number, place: number): Promise<number | undefined> {
  const { fromDate, toDate } = won.period
  const row = await dealsInSight(ctx, { ...won, status: [], period: ALL_TIME }, dealsToday(ctx))
    // As a literal, and no other condition that an index could serve: the one by cycle has them in their order.
    .where(sql<boolean>`d.status = 'won'`)
    .$if(fromDate !== null, (all) => all.where(sql<boolean>`coalesce(d.closed_on, '') >= ${fromDate}`))
    .$if(toDate !== null, (all) => all.where(sql<boolean>`coalesce(d.closed_on, '') < ${toDate}`))
    .where('d.cycle_seconds', '>=', days * DAY_SECONDS)
    .where('d.cycle_seconds', '<', (days + 1) * DAY_SECONDS)
    .select('d.cycle_seconds as seconds')
    .orderBy('d.cycle_seconds')
    .limit(1)
    .offset(place)
    .executeTakeFirst()
  return row?.seconds ?? undefined
}
