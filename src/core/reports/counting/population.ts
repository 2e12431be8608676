import { type Expression, type SqlBool, sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import { applyFilters, type Filters } from '../../filters/index.ts'
import { STATUSES, type Status } from '../../opportunities/model.ts'
import { REPORTABLE_COLUMNS, seesOnlyOwn } from '../../opportunities/selection-store.ts'
import type { Period } from '../../period.ts'
import { FOREVER, type Instant } from '../../time.ts'
import { admits } from './narrowing.ts'

type Part = ReturnType<typeof partOf>
export type Source = ReturnType<typeof dealsToday>

/**
 * Asks one question of every part of the deals that a report counts, in one statement, hence of one moment; a group may
 * come from several parts. The deals, as `d`, are what the filters let through, as it stands or as history says it
 * stood, and only what the actor may see. A part is a status, so that indexes keep its deals in the order in which they
 * are grouped; an index holds every column that reports ask for, so nothing is joined.
 */
export function askEveryPart<Query extends { unionAll(other: Query): Query }>(
  ctx: Ctx,
  filters: Filters,
  ask: (part: Part, status: Status) => Query,
): Query | null {
  const parts = STATUSES.filter((status) => admits(filters, status)).flatMap((status) =>
    sourcesOf(ctx, filters.asOf, status).map((source) => ask(partOf(ctx, filters, status, source), status)),
  )
  return unionOf(parts)
}

/** Several questions in one statement, hence of one moment; null when there are none. */
export function unionOf<Query extends { unionAll(other: Query): Query }>(questions: readonly Query[]): Query | null {
  const [first, ...others] = questions
  return first ? others.reduce((all, other) => all.unionAll(other), first) : null
}

/** The deals of a source, as `d`, that the filters let through and the actor may see. */
export function dealsInSight(ctx: Ctx, filters: Filters, source: Source) {
  return applyFilters(ctx.db.selectFrom(source.as('d')), filters).$if(seesOnlyOwn(ctx), (all) =>
    all.where('d.owner_id', '=', ctx.actor.memberId),
  )
}

/** Deals of one status from one source, as `d`. */
export function partOf(ctx: Ctx, { created, ...others }: Filters, status: Status, source: Source) {
  const { fromDate, toDate } = others.period
  return (
    createdWithin(dealsInSight(ctx, { ...others, status: [status] }, source), created)
      // Says what goes without saying: it lets the index serve that has the order of the groups.
      .$if(status === 'open', (open) => open.where('d.closed_on', 'is', null))
      .$if(status !== 'open' && !fromDate && !toDate, (closed) => closed.where(sql<boolean>`d.status <> 'open'`))
  )
}

/** Open deals, as `d`, in parts that an index finds in the order of their expected close. */
export function openByExpectedClose(ctx: Ctx, filters: Filters): Part[] {
  const { created, ...others } = filters
  const [today, ...changed] = sourcesOf(ctx, filters.asOf, 'open')
  // Open is what has no closing day. Said by the status, planners go by the closing days, and read every row.
  const open = (source: Source) =>
    createdWithin(dealsInSight(ctx, { ...others, status: [] }, source), created).where('d.closed_on', 'is', null)
  return [
    ...(today
      ? [open(today).where('d.expected_close_on', '>', ''), open(today).where('d.expected_close_on', 'is', null)]
      : []),
    ...changed.map((source) => partOf(ctx, filters, 'open', source)),
  ]
}

/** Only deals created in the period. Not by the bare column: by its index every wide row would be read. */
export function createdWithin<Deals extends { where(condition: Expression<SqlBool>): Deals }>(
  deals: Deals,
  created: Period | undefined,
): Deals {
  const bounds = [
    ...(created?.from ? [sql<SqlBool>`coalesce(d.created_at, '') >= ${created.from}`] : []),
    ...(created?.to ? [sql<SqlBool>`coalesce(d.created_at, '') < ${created.to}`] : []),
  ]
  return bounds.reduce((within, bound) => within.where(bound), deals)
}

/** The owner to group by, "" for nobody. Not the bare column: by its index every wide row would be read. */
export const OWNER = sql<string>`coalesce(d.owner_id, '')`

/** How deals stand; at an earlier moment, those that did not change since, and what history says of the others. */
function sourcesOf(ctx: Ctx, asOf: Instant | null, status: Status): Source[] {
  const today = dealsToday(ctx)
  return asOf ? [today.where('h.changed_at', '<=', asOf), dealsChangedSince(ctx, asOf, status)] : [today]
}

/** Deals as they stand. */
export function dealsToday({ db, workspace }: Ctx) {
  return db
    .selectFrom('opportunities as h')
    .select('h.id')
    .select(REPORTABLE_COLUMNS)
    .where('h.workspace_id', '=', workspace.id)
    .where('h.deleted_at', 'is', null)
}

function dealsChangedSince({ db, workspace }: Ctx, moment: Instant, status: Status): Source {
  return (
    db
      .selectFrom('opportunity_history as h')
      .select('h.opportunity_id as id')
      .select(REPORTABLE_COLUMNS)
      .where('h.workspace_id', '=', workspace.id)
      // The index that finds a moment begins with it.
      .where('h.status', '=', status)
      .where('h.valid_from', '<=', moment)
      .where('h.valid_to', '>', moment)
      // A span that lasts is the deal as it stands.
      .where('h.valid_to', '<', FOREVER)
      .where('h.deleted', '=', 0) as unknown as Source
  )
}
