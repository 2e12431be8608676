import { type SelectQueryBuilder, sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import { sum } from '../../db/portable.ts'
import type { Tables } from '../../db/tables.ts'
import type { Filters } from '../../filters/index.ts'
import { STATUSES, type Status } from '../../opportunities/model.ts'
import { ALL_TIME, type Period } from '../../period.ts'
import type { Stage } from '../../pipelines/model.ts'
import { startOfLocalDate } from '../../time.ts'
import { admits } from './narrowing.ts'
import { type Piece, type Pieces, piecesOf, type Stretch } from './pieces.ts'
import { askEveryPart, dealsInSight, dealsToday, partOf, type Source, unionOf } from './population.ts'
import type { Pricing } from './priced.ts'
import { addedRows, fromRollups, lensFor, rolledRows, waitingDeals } from './rolled.ts'
import { type Added, added, weighted } from './tally.ts'
import { together } from './together.ts'

/** Deals of one group, as the database adds them up. */
export interface GroupRow extends Added {
  readonly status: Status
  readonly weighted: number
  /** Seconds from creation to the final close, of all of them together. */
  readonly cycles: number
}

/** What deals are put together by: columns of theirs, and the coarsest rollups that have them where filters need no finer. */
export interface Grouping {
  readonly columns: readonly Column[]
  readonly lens: 'owner' | 'both'
}

type Column = `d.${'status' | 'currency' | 'pipeline_id' | 'stage_id' | 'owner_id' | 'highest_rank' | 'source'}`

const NUMBERS = ['count', 'valued', 'converted', 'amount', 'weighted', 'cycles'] as const

/** What weighs and prices deals. */
export interface Asking {
  readonly pricing: Pricing
  readonly stages: readonly Stage[]
}

type Signed = GroupRow & { readonly sign: number }
type Question = SelectQueryBuilder<Tables, never, Signed>

/** The population in groups: of the rollups where they can tell, else of the deals themselves. */
export async function groupRows<Row extends GroupRow>(
  ctx: Ctx,
  filters: Filters,
  asking: Asking,
  by: Grouping,
): Promise<Row[]> {
  const rows = (await rolledGroups(ctx, filters, asking, by)) ?? (await dealsInGroups(ctx, filters, asking, by))
  return rows as unknown as Row[]
}

async function dealsInGroups(ctx: Ctx, filters: Filters, asking: Asking, by: Grouping): Promise<GroupRow[]> {
  const groups = askEveryPart(ctx, filters, (part) => grouped(part, asking, by, 1))
  return groups ? groups.execute() : []
}

/** In rows of the rollups, with the changes that wait and the days beside whole months; null without them. */
async function rolledGroups(ctx: Ctx, filters: Filters, asking: Asking, by: Grouping): Promise<GroupRow[] | null> {
  if (filters.asOf) return null
  const plan = filters.created ? cohortPlan(ctx, filters, filters.created) : standingPlan(filters)
  if (!plan) return null
  return fromRollups(ctx, filters, async (generation) => {
    const lens = by.lens === 'both' ? by.lens : lensFor(ctx, filters, { byOwner: true })
    const { own, converted } = asking.pricing
    // Where other currencies have a price, it is worked out deal by deal.
    const bySum = (query: Deals) => (converted ? query.where('d.currency', '=', own) : query)
    const deals = (narrowed: Filters, source: Source, sign: 1 | -1) =>
      grouped(bySum(dealsInSight(ctx, narrowed, source)), asking, by, sign)
    const questions = [
      ...plan.rolled.map((piece) =>
        fromRows(bySum(rolledRows(ctx, filters, { generation, lens, ...piece }) as unknown as Deals), by),
      ),
      ...plan.waiting.flatMap((narrowed) => waitingDeals(ctx).map(({ source, sign }) => deals(narrowed, source, sign))),
      ...plan.edges.map((narrowed) => deals(narrowed, dealsToday(ctx), 1)),
      ...plan.parts.map(([status, narrowed]) =>
        grouped(bySum(partOf(ctx, narrowed, status, dealsToday(ctx))), asking, by, 1),
      ),
      ...(converted ? foreignParts(ctx, filters, own).map((part) => grouped(part, asking, by, 1)) : []),
    ]
    const words = by.columns.map((column) => column.slice('d.'.length) as keyof Signed)
    return together((await unionOf(questions)?.execute()) ?? [], words, NUMBERS)
  })
}

type Rolled = Piece & { readonly kind: 'open' | 'closed-month' | 'closed-year' | 'created-month' }

/** What is asked of the rollups, of the changes that wait, and of the deals themselves: bare, or by status. */
interface Plan {
  readonly rolled: readonly Omit<Rolled, 'unit'>[]
  readonly waiting: readonly Filters[]
  readonly edges: readonly Filters[]
  readonly parts: readonly (readonly [Status, Filters])[]
}

/** Open deals, and closed ones by their final close. */
function standingPlan(filters: Filters): Plan {
  const { whole, inner, edges } = piecesOf(filters.period)
  const closed = STATUSES.filter((status) => status !== 'open' && admits(filters, status))
  const open = admits(filters, 'open')
  const statuses: Status[] = [...(open ? (['open'] as const) : []), ...(inner ? closed : [])]
  return {
    rolled: [
      ...(open ? [{ kind: 'open', from: null, to: null } as const] : []),
      ...(closed.length ? whole.map(({ unit, from, to }) => ({ kind: `closed-${unit}`, from, to }) as const) : []),
    ],
    waiting: statuses.length ? [{ ...filters, status: statuses, period: inner ? stretch(inner) : ALL_TIME }] : [],
    edges: [],
    parts: edges.flatMap((edge) => closed.map((status) => [status, { ...filters, period: stretch(edge) }] as const)),
  }
}

/** Deals created in whole months, and in days beside them; null for what does not go by them. */
function cohortPlan(ctx: Ctx, filters: Filters, created: Period): Plan | null {
  const { from, to, fromDate, toDate } = created
  const { timeZone } = ctx.workspace
  const midnights = (fromDate && startOfLocalDate(fromDate, timeZone)) === from
  if (!midnights || (toDate && startOfLocalDate(toDate, timeZone)) !== to) return null
  const pieces: Pieces = piecesOf(created)
  const { inner, edges } = pieces
  if (filters.period.fromDate || filters.period.toDate || !inner) return null
  const bounded = (part: Stretch): Filters => ({
    ...filters,
    created: {
      ...stretch(part),
      from: part.fromDate && startOfLocalDate(part.fromDate, timeZone),
      to: part.toDate && startOfLocalDate(part.toDate, timeZone),
    },
  })
  const months = { from: inner.fromDate?.slice(0, 7) ?? null, to: inner.toDate?.slice(0, 7) ?? null }
  return {
    rolled: [{ kind: 'created-month', ...months }],
    waiting: [bounded(inner)],
    edges: edges.map(bounded),
    parts: [],
  }
}

function stretch({ fromDate, toDate }: Stretch): Period {
  return { ...ALL_TIME, preset: 'custom', fromDate, toDate }
}

/** Deals in other currencies, by status; in two stretches of the alphabet, as an index finds them. */
function foreignParts(ctx: Ctx, filters: Filters, own: string): Deals[] {
  return STATUSES.filter((status) => admits(filters, status)).flatMap((status) =>
    (['<', '>'] as const).map((side) => partOf(ctx, filters, status, dealsToday(ctx)).where('d.currency', side, own)),
  )
}

type Deals = ReturnType<typeof partOf>

function fromRows(rows: Deals, { columns }: Grouping): Question {
  return rows
    .groupBy(columns)
    .select(columns)
    .select(addedRows())
    .select([sum(sql.ref<number>('d.weighted')).as('weighted'), sum(sql.ref<number>('d.cycles')).as('cycles')])
    .select([sql.lit(1).as('sign')]) as unknown as Question
}

function grouped(deals: Deals, { pricing, stages }: Asking, { columns }: Grouping, sign: 1 | -1): Question {
  return deals
    .groupBy(columns)
    .select(columns)
    .select(added(pricing))
    .select(weighted(pricing, stages))
    .select([sum(sql<number>`d.cycle_seconds`).as('cycles'), sql.lit(sign).as('sign')]) as unknown as Question
}
