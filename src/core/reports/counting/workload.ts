import { sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import { count, sum } from '../../db/portable.ts'
import type { Filters } from '../../filters/index.ts'
import type { Clock } from '../../tasks/model.ts'
import type { Instant } from '../../time.ts'
import { openDeals } from './open-deals.ts'
import { OWNER } from './population.ts'
import { isOfDealInSight } from './sight.ts'

/** One member's tasks. */
export interface Workload {
  /** Null for tasks of nobody. */
  readonly assignee: string | null
  readonly open: number
  readonly overdue: number
  /** Done in the period. */
  readonly done: number
}

/** The tasks of the deals in sight, by assignee: open and overdue at the moment, done in the filters' period. */
export async function workloads(ctx: Ctx, filters: Filters, clock: Clock): Promise<Workload[]> {
  const [open, done] = await Promise.all([openTasks(ctx, filters, clock), doneTasks(ctx, filters)])
  const assignees = [...new Set([...open, ...done].map(({ assignee }) => assignee))]
  return assignees.map((assignee) => {
    const own = open.find((one) => one.assignee === assignee)
    const finished = done.find((one) => one.assignee === assignee)
    return { assignee, open: own?.open ?? 0, overdue: own?.overdue ?? 0, done: finished?.done ?? 0 }
  })
}

function openTasks(ctx: Ctx, filters: Filters, { now, today }: Clock) {
  const overdue = sql<boolean>`case when t.due_at is null then t.due_on < ${today} else t.due_at < ${now} end`
  return tasksInSight(ctx, filters)
    .where((task) =>
      task.or([task('t.done_at', 'is', null), ...(filters.asOf ? [task('t.done_at', '>', filters.asOf)] : [])]),
    )
    .select(count().as('open'))
    .select(sum(sql<number>`case when ${overdue} then 1 else 0 end`).as('overdue'))
    .execute()
}

function doneTasks(ctx: Ctx, filters: Filters) {
  const { from, to } = filters.period
  return tasksInSight(ctx, filters)
    .where('t.done_at', 'is not', null)
    .$if(from !== null, (all) => all.where('t.done_at', '>=', from as Instant))
    .$if(to !== null, (all) => all.where('t.done_at', '<', to as Instant))
    .$if(filters.asOf !== null, (all) => all.where('t.done_at', '<=', filters.asOf as Instant))
    .select(count().as('done'))
    .execute()
}

function tasksInSight(ctx: Ctx, filters: Filters) {
  const { asOf } = filters
  return ctx.db
    .selectFrom('tasks as t')
    .where('t.workspace_id', '=', ctx.workspace.id)
    .$if(asOf !== null, (all) => all.where('t.created_at', '<=', asOf as Instant))
    .where(isOfDealInSight(ctx, filters, 't.opportunity_id'))
    .groupBy('t.assignee_id')
    .select('t.assignee_id as assignee')
}

/** How many of the open deals that the filters let through each owner has; null is nobody. */
export async function openByOwner(ctx: Ctx, filters: Filters): Promise<Map<string | null, number>> {
  const owners = openDeals(ctx, filters)
    .groupBy(OWNER)
    .select([OWNER.as('owner'), count().as('count')])
  return new Map((await owners.execute()).map(({ owner, count }) => [owner || null, count]))
}
