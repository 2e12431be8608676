import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely'
import type { Ctx, TxCtx, Via } from '../context.ts'
import { count, isUniqueViolation, sum } from '../db/portable.ts'
import type { Tables, TaskRow } from '../db/tables.ts'
import { conflict, notFound } from '../errors.ts'
import { dealsAt, seesOnlyOwn } from '../opportunities/selection-store.ts'
import type { Instant } from '../time.ts'
import type { Clock, Due, Task } from './model.ts'

const NO_DAY = '9999-12-31'
const t = expressionBuilder<Tables & { t: TaskRow }, 't'>()

/** The task by its number. Throws `not_found`, also for one of a deal that is deleted or hidden from the actor. */
export async function find(ctx: Ctx, number: number): Promise<Task> {
  const row = await visibleTasks(ctx).where('t.number', '=', number).executeTakeFirst()
  if (!row) throw notFound(`There is no task T-${number}. /deal task lists yours.`)
  return taskOf(row)
}

/** The tasks of a deal: open ones by when they are due, then those done last. */
export async function ofOpportunity(ctx: Ctx, opportunityId: string): Promise<Task[]> {
  const rows = await visibleTasks(ctx)
    .where('t.opportunity_id', '=', opportunityId)
    .orderBy((row) => row.case().when('t.done_at', 'is', null).then(0).else(1).end())
    .orderBy('t.done_at', 'desc')
    .orderBy(SORT_KEY)
    .orderBy('t.number')
    .execute()
  return rows.map(taskOf)
}

/** Whose open tasks, and which of them. */
export interface OpenTasks {
  /** A member's id; null for everybody's. */
  readonly assigneeId: string | null
  /** Left out: all. */
  readonly due?: Due
  /** As they stood then; now when left out or null. */
  readonly asOf?: Instant | null
}

/** A page of open tasks, the most urgent first. `after` is the place of the last one on the page before. */
export async function openTasks(
  ctx: Ctx,
  which: OpenTasks,
  clock: Clock,
  { limit, after }: { limit: number; after: readonly [string, number] | null },
): Promise<{ task: Task; place: readonly [string, number] }[]> {
  const rows = await narrowed(ctx, which, clock)
    .select(SORT_KEY.as('sort_key'))
    .$if(after !== null, (tasks) =>
      tasks.where(sql<SqlBool>`(${SORT_KEY}, t.number) > (${after?.[0] ?? ''}, ${after?.[1] ?? 0})`),
    )
    .orderBy(SORT_KEY)
    .orderBy('t.number')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ task: taskOf(row), place: [row.sort_key, row.number] as const }))
}

/** How many open tasks there are, by when they are due. */
export async function countOpen(ctx: Ctx, assigneeId: string | null, clock: Clock): Promise<Record<Due, number>> {
  const number = (due: Due) => sum(sql<number>`case when ${CONDITIONS[due](clock)} then 1 else 0 end`).as(due)
  return ctx.db
    .selectFrom(narrowed(ctx, { assigneeId }, clock).as('t'))
    .select([number('overdue'), number('today'), number('upcoming'), number('undated')])
    .executeTakeFirstOrThrow()
}

/** The number of a page's list as a whole. */
export async function countOf(ctx: Ctx, which: OpenTasks, clock: Clock): Promise<number> {
  const { tasks } = await ctx.db
    .selectFrom(narrowed(ctx, which, clock).as('t'))
    .select(count().as('tasks'))
    .executeTakeFirstOrThrow()
  return tasks
}

/** Takes the next task number of the workspace and counts the change with it. */
export async function takeNumber(tx: TxCtx): Promise<number> {
  const { next_task_number } = await tx.db
    .updateTable('workspaces')
    .set((row) => ({ next_task_number: row('next_task_number', '+', 1), revision: row('revision', '+', 1) }))
    .where('id', '=', tx.workspace.id)
    .returning('next_task_number')
    .executeTakeFirstOrThrow()
  return next_task_number - 1
}

/** Adds a task. Throws `conflict` when the same request made it already. */
export async function insert(
  tx: TxCtx,
  task: Omit<TaskRow, 'workspace_id' | 'done_at' | 'done_by' | 'source_key'>,
): Promise<void> {
  const source_key = tx.requestKey ? `${tx.requestKey}/task` : null
  const row = { ...task, workspace_id: tx.workspace.id, done_at: null, done_by: null, source_key }
  try {
    await tx.db.insertInto('tasks').values(row).execute()
  } catch (error) {
    if (isUniqueViolation(error, 'source_key')) throw conflict('This was done already. Nothing was changed twice.')
    throw error
  }
}

/** Changes a task. */
export async function update(
  tx: TxCtx,
  id: string,
  changes: Partial<Pick<TaskRow, 'text' | 'due_on' | 'due_at' | 'assignee_id' | 'done_at' | 'done_by'>>,
): Promise<void> {
  const own = tx.db.updateTable('tasks').set(changes).where('workspace_id', '=', tx.workspace.id)
  await own.where('id', '=', id).execute()
}

const SORT_KEY = sql<string>`coalesce(t.due_on, ${sql.lit(NO_DAY)}) || ' ' || coalesce(t.due_at, ${sql.lit(NO_DAY)})`

const CONDITIONS: Record<Due, (clock: Clock) => Expression<SqlBool>> = {
  overdue: ({ now, today }) =>
    t.or([t('t.due_at', '<', now), t.and([t('t.due_at', 'is', null), t('t.due_on', '<', today)])]),
  today: ({ now, today }) =>
    t.and([t('t.due_on', '=', today), t.or([t('t.due_at', 'is', null), t('t.due_at', '>=', now)])]),
  upcoming: ({ now, today }) =>
    t.and([t('t.due_on', '>', today), t.or([t('t.due_at', 'is', null), t('t.due_at', '>=', now)])]),
  undated: () => t('t.due_on', 'is', null),
}

function narrowed(ctx: Ctx, { assigneeId, due, asOf = null }: OpenTasks, clock: Clock) {
  const open = asOf ? openAsOf(ctx, asOf) : visibleTasks(ctx).where('t.done_at', 'is', null)
  const whose = assigneeId === null ? open : open.where('t.assignee_id', '=', assigneeId)
  return due === undefined ? whose : whose.where(CONDITIONS[due](clock))
}

function openAsOf(ctx: Ctx, asOf: Instant) {
  return visibleTasks(ctx, asOf)
    .where('t.created_at', '<=', asOf)
    .where((task) => task.or([task('t.done_at', 'is', null), task('t.done_at', '>', asOf)]))
}

/** The tasks of deals that the actor may see, or could see `asOf`, as `t`, with the names of what each points at. */
function visibleTasks(ctx: Ctx, asOf: Instant | null = null) {
  return ctx.db
    .selectFrom('tasks as t')
    .innerJoin(dealsAt(ctx, asOf).as('d'), 'd.id', 't.opportunity_id')
    .leftJoin('members as a', 'a.id', 't.assignee_id')
    .leftJoin('members as c', 'c.id', 't.created_by')
    .leftJoin('members as f', 'f.id', 't.done_by')
    .selectAll('t')
    .select(['d.number as deal_number', 'd.name as deal_name', 'a.name as assignee_name'])
    .select(['a.slack_user_id as assignee_slack_user_id', 'c.name as creator_name', 'f.name as finisher_name'])
    .where('t.workspace_id', '=', ctx.workspace.id)
    .where('d.deleted_at', 'is', null)
    .$if(seesOnlyOwn(ctx), (tasks) => tasks.where('d.owner_id', '=', ctx.actor.memberId))
}

type JoinedTask = Awaited<ReturnType<ReturnType<typeof visibleTasks>['executeTakeFirstOrThrow']>>

function taskOf(row: JoinedTask): Task {
  const { deal_number: number, deal_name: name } = row
  const person = (id: string | null, known: string | null) => (id === null ? null : { id, name: known ?? '' })
  const assignee = person(row.assignee_id, row.assignee_name)
  return {
    id: row.id,
    number: row.number,
    ref: `T-${row.number}`,
    opportunity: { id: row.opportunity_id, number, ref: `D-${number}`, name },
    text: row.text,
    dueOn: row.due_on,
    dueAt: row.due_at,
    assignee: assignee && { ...assignee, slackUserId: row.assignee_slack_user_id },
    createdBy: person(row.created_by, row.creator_name),
    via: row.via as Via,
    createdAt: row.created_at,
    doneAt: row.done_at,
    doneBy: person(row.done_by, row.finisher_name),
  }
}
