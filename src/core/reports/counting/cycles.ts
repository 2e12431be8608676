import { type SelectQueryBuilder, sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import { count, sum } from '../../db/portable.ts'
import type { Tables } from '../../db/tables.ts'
import { applyFilters, type Filters } from '../../filters/index.ts'
import { seesOnlyOwn } from '../../opportunities/selection-store.ts'
import { ALL_TIME } from '../../period.ts'
import { narrowed } from './narrowing.ts'
import { piecesOf, type Stretch } from './pieces.ts'
import { askEveryPart, dealsToday, type Source } from './population.ts'
import { fromRollups, rolledRows, waitingDeals } from './rolled.ts'

const DAY_SECONDS = 86_400

/** How many won deals took so many whole days. */
interface Day {
  readonly days: number
  readonly count: number
}

type Question = SelectQueryBuilder<Tables, never, Day & { readonly sign: number }>

/**
 * Seconds from creation to the final win, of the deal in the middle: the mean of the two in the middle of all, or of the
 * same one twice when their number is odd. Null without a win.
 */
export async function medianCycle(ctx: Ctx, filters: Filters, count: number): Promise<number | null> {
  const won = narrowed(filters, ['won'])
  if (!won || count === 0) return null
  const middle = (await rolledMiddle(ctx, won)) ?? (await middleOfAll(ctx, won, count))
  const seconds = middle.reduce((all, one) => all + one, 0)
  return middle.length === 0 ? null : Math.round(seconds / middle.length)
}

async function middleOfAll(ctx: Ctx, won: Filters, count: number): Promise<number[]> {
  const cycles = askEveryPart(ctx, won, (part) => part.select(sql<number>`coalesce(d.cycle_seconds, 0)`.as('seconds')))
  if (!cycles) return []
  const middle = ctx.db.selectFrom(cycles.as('cycles')).select('cycles.seconds').orderBy('cycles.seconds')
  const rows = await middle
    .limit(2 - (count % 2))
    .offset(Math.floor((count - 1) / 2))
    .execute()
  return rows.map(({ seconds }) => seconds)
}

/** By the days that the cycles took, and of the day in the middle alone by the deals; null where rollups cannot tell. */
async function rolledMiddle(ctx: Ctx, won: Filters): Promise<number[] | null> {
  const { inner } = piecesOf(won.period)
  if (won.asOf || won.created || won.stage.length || won.source.length || !inner) return null
  const rolled = await fromRollups(ctx, won, (generation) => daysOf(ctx, won, generation))
  if (!rolled) return null
  const days = rolled.sort((a, b) => a.days - b.days)
  const all = days.reduce((counted, day) => counted + day.count, 0)
  const first = Math.floor((all - 1) / 2)
  const many = 2 - (all % 2)
  const ends = days.map(({ days: length, count }, i) => {
    const before = days.slice(0, i).reduce((counted, day) => counted + day.count, 0)
    return { length, before, end: before + count }
  })
  const [low, high] = [first, first + many - 1].map((place) => ends.find(({ end }) => end > place))
  if (!low || !high) return []
  const seconds = await cyclesBetween(ctx, won, low.length, high.length + 1, { skip: first - low.before, many })
  // Deals that changed between the two questions are asked for once more, all of them.
  return seconds.length === many ? seconds : null
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
  const [first, ...others] = questions
  const all = first && others.reduce((union, one) => union.unionAll(one), first)
  const counts = new Map<number, number>()
  for (const { days, count: deals, sign } of all ? await all.execute() : []) {
    counts.set(days, (counts.get(days) ?? 0) + sign * deals)
  }
  return [...counts].map(([days, count]) => ({ days, count }))
}

function fromDeals(ctx: Ctx, won: Filters, source: Source, period: Stretch | null, sign: 1 | -1): Question {
  return applyFilters(ctx.db.selectFrom(source.as('d')), {
    ...won,
    period: { ...ALL_TIME, preset: 'custom', ...period },
  })
    .$if(seesOnlyOwn(ctx), (all) => all.where('d.owner_id', '=', ctx.actor.memberId))
    .groupBy(sql`1`)
    .select(sql<number>`coalesce(d.cycle_seconds, 0) / ${sql.lit(DAY_SECONDS)}`.as('days'))
    .select([count().as('count'), sql.lit(sign).as('sign')]) as unknown as Question
}

/** Cycles of at least `from` and less than `to` days, in order. */
async function cyclesBetween(
  ctx: Ctx,
  won: Filters,
  from: number,
  to: number,
  { skip, many }: { skip: number; many: number },
): Promise<number[]> {
  const { fromDate, toDate } = won.period
  const deals = applyFilters(ctx.db.selectFrom(dealsToday(ctx).as('d')), { ...won, status: [], period: ALL_TIME })
  const rows = await deals
    // As a literal, and no other condition that an index could serve: the one by cycle has them in their order.
    .where(sql<boolean>`d.status = 'won'`)
    .$if(fromDate !== null, (all) => all.where(sql<boolean>`coalesce(d.closed_on, '') >= ${fromDate}`))
    .$if(toDate !== null, (all) => all.where(sql<boolean>`coalesce(d.closed_on, '') < ${toDate}`))
    .$if(seesOnlyOwn(ctx), (all) => all.where('d.owner_id', '=', ctx.actor.memberId))
    .where('d.cycle_seconds', '>=', from * DAY_SECONDS)
    .where('d.cycle_seconds', '<', to * DAY_SECONDS)
    .select('d.cycle_seconds as seconds')
    .orderBy('d.cycle_seconds')
    .limit(many)
    .offset(skip)
    .execute()
  return rows.map(({ seconds }) => seconds ?? 0)
}
