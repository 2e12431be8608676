import { type Expression, type SqlBool, sql } from 'kysely'
import type { AttentionFilter, Limit } from '../../attention/model.ts'
import type { Ctx } from '../../context.ts'
import { count, sum } from '../../db/portable.ts'
import { wantsAttention } from '../../filters/attention-store.ts'
import type { Filters } from '../../filters/index.ts'
import { priceAt } from '../../rates/price-store.ts'
import type { Instant } from '../../time.ts'
import { openDeals } from './open-deals.ts'

/** An open deal that waits. */
export interface Waiting {
  readonly id: string
  readonly number: number
  readonly name: string
  readonly stage_id: string
  readonly owner_id: string | null
  readonly stage_entered_at: Instant
  readonly last_activity_at: Instant
  /** Minor units of the workspace's currency. */
  readonly worth: number | null
}

/** What waits, and what of it is stuck or stale. */
export interface WaitingTotals {
  readonly count: number
  readonly value: number
  readonly unvalued: number
  readonly open: number
  readonly stuck: number
  readonly stale: number
}

export type Measures = Omit<AttentionFilter, 'kinds'>

/** What all open deals that the filters let through come to, and those among them that are stuck or stale. */
export async function waitingTotals(ctx: Ctx, filters: Filters, measures: Measures): Promise<WaitingTotals> {
  const [stuck, stale] = [isStuck(measures), isStale(measures, filters.asOf)]
  const flag = (condition: Expression<SqlBool>) => sql<number>`case when ${condition} then 1 else 0 end`
  const flagged = openDeals(ctx, filters)
    .select([flag(stuck).as('stuck'), flag(stale).as('stale'), priceAt(ctx, filters.asOf).as('worth')])
    .select('d.value')
  const waits = sql<boolean>`x.stuck + x.stale > 0`
  return ctx.db
    .selectFrom(flagged.as('x'))
    .select([count().as('open'), sum(sql<number>`x.stuck`).as('stuck'), sum(sql<number>`x.stale`).as('stale')])
    .select([sum(flag(waits)).as('count'), sum(sql<number>`case when ${waits} then x.worth end`).as('value')])
    .select(sum(sql<number>`case when ${waits} and x.value is null then 1 end`).as('unvalued'))
    .executeTakeFirstOrThrow()
}

/** The stuck deals of the stages of each limit that are there longest: at most so many of each. */
export async function longestStuck(ctx: Ctx, filters: Filters, { limits }: Measures, most: number): Promise<Waiting[]> {
  const perLimit = limits.map((limit) =>
    waiting(ctx, openDeals(ctx, filters).where(entered(limit)).orderBy('d.stage_entered_at').limit(most), filters.asOf),
  )
  return (await Promise.all(perLimit)).flat()
}

/** Those that are stale and not stuck, idle for longest first: at most so many of the stages of each limit. */
export async function longestStale(ctx: Ctx, filters: Filters, measures: Measures, most: number): Promise<Waiting[]> {
  const perLimit = measures.limits.map((limit) => {
    const onlyStale = openDeals(ctx, filters)
      .where(ofStages(limit))
      .where('d.stage_entered_at', '>=', limit.before)
      .where(isStale({ ...measures, limits: [limit] }, filters.asOf))
    return waiting(ctx, onlyStale.orderBy('d.last_activity_at').limit(most), filters.asOf)
  })
  return (await Promise.all(perLimit)).flat()
}

type OpenDeals = ReturnType<typeof openDeals>

function isStuck(measures: Measures): Expression<SqlBool> {
  return wantsAttention({ ...measures, kinds: ['stuck'] }, null)
}

/** Now the deal itself knows; of an earlier moment its history is asked. */
function isStale(measures: Measures, asOf: Instant | null): Expression<SqlBool> {
  if (asOf) return wantsAttention({ ...measures, kinds: ['stale'] }, asOf)
  const beyond = measures.limits.map((limit) => sql`${ofStages(limit)} and d.last_activity_at < ${limit.before}`)
  return beyond.length ? sql<boolean>`(${sql.join(beyond, sql` or `)})` : sql<boolean>`1 = 0`
}

function entered(limit: Limit): Expression<SqlBool> {
  return sql<boolean>`(${ofStages(limit)} and d.stage_entered_at < ${limit.before})`
}

function ofStages({ stageIds }: Limit): Expression<SqlBool> {
  return sql<boolean>`d.stage_id in (${sql.join(stageIds)})`
}

/** The deals with what a list shows of them. Names come later: they are in no index, and of most deals not needed. */
async function waiting(ctx: Ctx, deals: OpenDeals, asOf: Instant | null): Promise<Waiting[]> {
  const rows = await deals
    .select(['d.id', 'd.stage_id', 'd.owner_id', 'd.stage_entered_at', 'd.last_activity_at'])
    .select(priceAt(ctx, asOf).as('worth'))
    .execute()
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const called = new Map((await calledAt(ctx, ids, asOf)).map((deal) => [deal.id, deal]))
  const touched = asOf ? await touchedBy(ctx, ids, asOf) : new Map<string, Instant>()
  return rows.map((row) => ({
    ...row,
    number: called.get(row.id)?.number ?? 0,
    name: called.get(row.id)?.name ?? '',
    last_activity_at: touched.get(row.id) ?? row.last_activity_at,
  }))
}

/** What the deals are called, or were at the moment. */
function calledAt({ db, workspace }: Ctx, ids: readonly string[], asOf: Instant | null) {
  const deals = db
    .selectFrom('opportunities as o')
    .where('o.workspace_id', '=', workspace.id)
    .where('o.id', 'in', ids)
    .select(['o.id', 'o.number'])
  if (!asOf) return deals.select('o.name').execute()
  return deals
    .innerJoin('opportunity_history as h', (on) =>
      on.onRef('h.workspace_id', '=', 'o.workspace_id').onRef('h.opportunity_id', '=', 'o.id'),
    )
    .where('h.valid_from', '<=', asOf)
    .where('h.valid_to', '>', asOf)
    .select('h.name')
    .execute()
}

/** When each deal was last touched by the moment: changed by a person, noted on, or a task of it finished. */
async function touchedBy({ db, workspace }: Ctx, ids: readonly string[], asOf: Instant): Promise<Map<string, Instant>> {
  const changes = db
    .selectFrom('opportunity_history as t')
    .select(['t.opportunity_id as id', 't.recorded_at as at'])
    .where('t.workspace_id', '=', workspace.id)
    .where('t.opportunity_id', 'in', ids)
    .where((row) => row.or([row('t.actor_id', 'is not', null), row('t.kind', '=', 'created')]))
  const notes = db
    .selectFrom('notes as t')
    .select(['t.opportunity_id as id', 't.created_at as at'])
    .where('t.workspace_id', '=', workspace.id)
    .where('t.opportunity_id', 'in', ids)
  const tasks = db
    .selectFrom('tasks as t')
    .select(['t.opportunity_id as id', sql<Instant>`t.done_at`.as('at')])
    .where('t.workspace_id', '=', workspace.id)
    .where('t.opportunity_id', 'in', ids)
    .where('t.done_at', 'is not', null)
  const touches = await db
    .selectFrom(changes.unionAll(notes).unionAll(tasks).as('x'))
    .select(['x.id', sql<Instant>`max(x.at)`.as('at')])
    .where('x.at', '<=', asOf)
    .groupBy('x.id')
    .execute()
  return new Map(touches.map(({ id, at }) => [id, at]))
}
