import { type SelectQueryBuilder, sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import { sum } from '../../db/portable.ts'
import type { Tables } from '../../db/tables.ts'
import { stagesOf } from '../../filters/directory.ts'
import { type Filters, loadDirectory } from '../../filters/index.ts'
import { ALL_TIME } from '../../period.ts'
import type { Stage } from '../../pipelines/model.ts'
import { type Instant, localDateOf, startOfLocalDate } from '../../time.ts'
import { lastBefore } from './moments.ts'
import { firstDay, monthAfter } from './months.ts'
import { dayAfter } from './pieces.ts'
import { dealsInSight, unionOf } from './population.ts'
import { type Pricing, pricingOf } from './priced.ts'
import {
  addedRows,
  type Changed,
  foldedDeals,
  fromRollups,
  type Lens,
  lensFor,
  rolledRows,
  waitingDeals,
} from './rolled.ts'
import { type Added, added, weighted } from './tally.ts'

/** Open deals of a stage, as the database adds them up, or by how much they are more at a moment than before it. */
export interface OpenRow extends Added {
  readonly stage_id: string
  readonly weighted: number
  /** The local day of the change, or its instant; "" for what stood. */
  readonly at: string
}

type Signed = OpenRow & { readonly sign: number }
type Question = SelectQueryBuilder<Tables, never, Signed>

/** What was open at the moment, in rows of the rollups; null where they cannot tell. */
export function rolledOpenAt(ctx: Ctx, filters: Filters, moment: Instant): Promise<OpenRow[] | null> {
  return asked(ctx, filters, (asking) => standingAt(asking, moment))
}

/**
 * The same, and by how much it grew on each day from after the moment until `until`. Changes of days that the rollups have
 * come by their day, those that wait by their instant.
 */
export function rolledOpenSince(
  ctx: Ctx,
  filters: Filters,
  moment: Instant,
  until: Instant,
): Promise<OpenRow[] | null> {
  return asked(ctx, filters, (asking) => [...standingAt(asking, moment), ...grownSince(asking, moment, until)])
}

interface Asking {
  readonly ctx: Ctx
  readonly filters: Filters
  readonly pricing: Pricing
  readonly stages: readonly Stage[]
  readonly generation: number
  readonly lens: Lens
}

async function asked(
  ctx: Ctx,
  { asOf, ...given }: Filters,
  questionsOf: (asking: Asking) => Question[],
): Promise<OpenRow[] | null> {
  const filters: Filters = { ...given, asOf: null, status: ['open'], period: ALL_TIME }
  const lens = lensFor(ctx, filters, { byOwner: false })
  // Where other currencies have a price, it is another one at each moment.
  const pricing = await pricingOf(ctx, null)
  if (filters.created || lens === 'both' || pricing.converted) return null
  const stages = stagesOf(await loadDirectory(ctx))
  return fromRollups(ctx, filters, async (generation) => {
    const all = unionOf(questionsOf({ ctx, filters, pricing, stages, generation, lens }))
    return all ? (await all.execute()).map(signed) : []
  })
}

/** All that is open, without what came after the moment: whole days and months of it, and a part of the moment's day. */
function standingAt(asking: Asking, moment: Instant): Question[] {
  const { ctx } = asking
  const { timeZone } = ctx.workspace
  const day = localDateOf(moment, timeZone)
  const [from, next] = [startOfLocalDate(day, timeZone), startOfLocalDate(dayAfter(day), timeZone)]
  // Whichever part of the day is shorter: of the evening what came after it, or of the morning what came until then.
  const evening = Date.parse(next) - Date.parse(moment) < Date.parse(moment) - Date.parse(from)
  const part = evening
    ? foldedDeals(ctx, { after: moment, until: lastBefore(next) }).map(reversed)
    : foldedDeals(ctx, { from, until: moment })
  const rest = evening ? dayAfter(day) : day
  const months = firstDay(monthAfter(rest.slice(0, 7)))
  return [
    fromRows(asking, 'open', {}, 1),
    fromRows(asking, 'change-day', { from: rest, to: months }, -1),
    fromRows(asking, 'change-month', { from: months.slice(0, 7) }, -1),
    ...part.map((changed) => fromDeals(asking, changed, sql`''`)),
    ...waitingDeals(ctx, { until: moment }).map((changed) => fromDeals(asking, changed, sql`''`)),
  ]
}

function grownSince(asking: Asking, moment: Instant, until: Instant): Question[] {
  const { ctx } = asking
  const { timeZone } = ctx.workspace
  const [first, last] = [localDateOf(moment, timeZone), localDateOf(until, timeZone)]
  const [next, end] = [first, last].map((day) => startOfLocalDate(dayAfter(day), timeZone)) as [Instant, Instant]
  // A day is taken whole when nothing of it came later, as today.
  const wholeLast = until >= lastBefore(end) || until >= ctx.now()
  const parts = [
    ...foldedDeals(ctx, { after: moment, until: next > until ? until : lastBefore(next) }),
    ...(wholeLast || last === first ? [] : foldedDeals(ctx, { from: startOfLocalDate(last, timeZone), until })),
    ...waitingDeals(ctx, { after: moment, until }),
  ]
  const days = { from: dayAfter(first), to: wholeLast ? dayAfter(last) : last }
  return [
    fromRows(asking, 'change-day', days, 1, sql`d.bucket`),
    ...parts.map((changed) => fromDeals(asking, changed, sql`d.changed_at`)),
  ]
}

function fromRows(
  { ctx, filters, generation, lens }: Asking,
  kind: 'open' | 'change-day' | 'change-month',
  buckets: { from?: string; to?: string },
  sign: 1 | -1,
  at: ReturnType<typeof sql> = sql`''`,
): Question {
  // What is open now is there by owner only; coarser comes from adding up.
  const exact = kind !== 'open' ? lens : lens === 'source' ? 'both' : 'owner'
  return rolledRows(ctx, filters, { generation, kind, lens: exact, ...buckets })
    .groupBy(['d.stage_id', 'd.currency'])
    .$if(kind === 'change-day', (rows) => rows.groupBy('d.bucket'))
    .select(['d.stage_id', 'd.currency', at.as('at')])
    .select(addedRows())
    .select([sum(sql.ref<number>('d.weighted')).as('weighted'), sql.lit(sign).as('sign')]) as unknown as Question
}

function fromDeals(
  { ctx, filters, pricing, stages }: Asking,
  { source, sign }: Changed,
  at: ReturnType<typeof sql>,
): Question {
  return dealsInSight(ctx, filters, source)
    .groupBy(['d.stage_id', 'd.currency', sql`3`])
    .select(['d.stage_id', 'd.currency', at.as('at')])
    .select(added(pricing))
    .select([weighted(pricing, stages), sql.lit(sign).as('sign')]) as unknown as Question
}

function signed({ sign, ...row }: Signed): OpenRow {
  const { count, valued, amount, weighted: weight } = row
  return { ...row, count: sign * count, valued: sign * valued, amount: sign * amount, weighted: sign * weight }
}

function reversed({ source, sign }: Changed): Changed {
  return { source, sign: sign === 1 ? -1 : 1 }
}
