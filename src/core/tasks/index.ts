import { type Ctx, inTransaction, type TxCtx } from '../context.ts'
import { invalid } from '../errors.ts'
import { queueHomeRefresh } from '../homes/index.ts'
import { newId } from '../ids.ts'
import { findMember } from '../members/index.ts'
import { tellAssignee } from '../notices/tasks.ts'
import { getOpportunity } from '../opportunities/lookup.ts'
import type { Opportunity } from '../opportunities/model.ts'
import { touchActivity } from '../opportunities/store.ts'
import { type Instant, type LocalDate, localDateOf } from '../time.ts'
import { bumpRevision, takeTurn } from '../workspaces/store.ts'
import { type Clock, type Due, type DueInput, dueFrom, dueOnDay, type Task, taskText } from './model.ts'
import * as store from './store.ts'

const MOST_PER_PAGE = 200

export interface CreateTaskInput extends DueInput {
  readonly opportunity: number
  readonly text: string
  /** A member's id or name, or null for nobody; left out, it is the actor's own. */
  readonly assignee?: string | null
}

/** Adds a task to a deal. Throws `invalid` for a text, day or assignee that cannot be, `not_found` for a hidden deal. */
export function createTask(ctx: Ctx, input: CreateTaskInput): Promise<Task> {
  return inTransaction(ctx, async (tx) => {
    const deal = await getOpportunity(tx, input.opportunity)
    const { assignee = tx.actor.memberId } = input
    const { dueOn, dueAt } = dueFrom(input, { dueOn: null, dueAt: null }, tx.workspace.timeZone)
    const said = { text: taskText(input.text), due_on: dueOn, due_at: dueAt }
    const assignee_id = await assigneeOf(tx, assignee, deal)
    const made = { created_by: tx.actor.memberId, via: tx.actor.via, created_at: tx.now() }
    const number = await store.takeNumber(tx)
    await queueHomeRefresh(tx)
    await store.insert(tx, { id: newId(), number, opportunity_id: deal.id, ...said, assignee_id, ...made })
    await tellAssignee(tx, { number, assigneeId: assignee_id })
    return store.find(tx, number)
  })
}

export interface EditTaskInput extends DueInput {
  /** Its number. */
  readonly task: number
  readonly text?: string
  readonly assignee?: string | null
}

/** Changes what is to be done, when, or by whom; the rest stays. Throws as `createTask` does. */
export function editTask(ctx: Ctx, { task: number, text, assignee, ...due }: EditTaskInput): Promise<Task> {
  return changed(ctx, number, async (tx, task) => {
    const { dueOn, dueAt } = dueFrom(due, task, tx.workspace.timeZone)
    const deal = await getOpportunity(tx, task.opportunity.number)
    const before = task.assignee?.id ?? null
    const assigneeId = assignee === undefined ? before : await assigneeOf(tx, assignee, deal)
    await store.update(tx, task.id, {
      due_on: dueOn,
      due_at: dueAt,
      ...(text !== undefined && { text: taskText(text) }),
      ...(assignee !== undefined && { assignee_id: assigneeId }),
    })
    if (assigneeId !== before) await tellAssignee(tx, { number: task.number, assigneeId })
  })
}

/** Puts a task off, or forward, to a local day; one with an hour keeps it. Throws `invalid` for what is no day, `not_found`. */
export function rescheduleTask(ctx: Ctx, { task: number, to }: { task: number; to: LocalDate }): Promise<Task> {
  return inTransaction(ctx, async (tx) => {
    const task = await store.find(tx, number)
    return editTask(tx, { task: number, ...dueOnDay(task, to, tx.workspace.timeZone) })
  })
}

/** The task is done, which counts as activity on its deal. A second time changes nothing. Throws `not_found`. */
export function completeTask(ctx: Ctx, { task: number }: { task: number }): Promise<Task> {
  return changed(ctx, number, async (tx, task) => {
    if (task.doneAt) return
    await store.update(tx, task.id, { done_at: tx.now(), done_by: tx.actor.memberId })
    if (tx.actor.memberId) await touchActivity(tx, task.opportunity.id)
  })
}

/** The task was not done after all. An open one is left as it is. Throws `not_found`. */
export function reopenTask(ctx: Ctx, { task: number }: { task: number }): Promise<Task> {
  return changed(ctx, number, (tx, task) => store.update(tx, task.id, { done_at: null, done_by: null }))
}

/** The task by its number. Throws `not_found`, also when the actor may not see its deal. */
export function getTask(ctx: Ctx, number: number): Promise<Task> {
  return store.find(ctx, number)
}

/** The tasks of a deal: open ones by when they are due, then those done last. Throws `not_found`. */
export async function listTasks(ctx: Ctx, opportunity: number): Promise<Task[]> {
  const deal = await getOpportunity(ctx, opportunity)
  return store.ofOpportunity(ctx, deal.id)
}

export interface OpenTasksInput {
  /** A member's id; null for everybody's, as far as the actor sees their deals. */
  readonly assigneeId: string | null
  /** Left out: all open ones. */
  readonly due?: Due
  /** Those that were there then and not yet done, by the dates they have today; now when left out. */
  readonly asOf?: Instant | null
  /** At most 200 a page; 50 when left out. */
  readonly limit?: number
  /** What the page before said is `next`. */
  readonly cursor?: string | null
}

export interface TaskPage {
  readonly items: Task[]
  /** Names the next page; null on the last. */
  readonly next: string | null
  /** How many there are on all pages. */
  readonly count: number
}

/** Open tasks, the most urgent first, a page at a time. Throws `invalid` for a cursor of another list. */
export async function listOpenTasks(ctx: Ctx, input: OpenTasksInput): Promise<TaskPage> {
  const limit = Math.min(Math.max(input.limit ?? 50, 1), MOST_PER_PAGE)
  const after = input.cursor ? readCursor(input.cursor) : null
  const clock = clockOf(ctx, input.asOf ?? null)
  const [rows, count] = await Promise.all([
    store.openTasks(ctx, input, clock, { limit: limit + 1, after }),
    store.countOf(ctx, input, clock),
  ])
  const last = rows[limit - 1]
  const next = rows.length > limit && last ? Buffer.from(JSON.stringify(last.place)).toString('base64url') : null
  return { items: rows.slice(0, limit).map(({ task }) => task), next, count }
}

/** How many open tasks a member has, or everybody, by when they are due. */
export function countOpenTasks(ctx: Ctx, assigneeId: string | null): Promise<Record<Due, number>> {
  return store.countOpen(ctx, assigneeId, clockOf(ctx))
}

/** What tasks are measured by now, or at `asOf`, in the workspace's zone. */
function clockOf(ctx: Ctx, asOf: Instant | null = null): Clock {
  const now = asOf ?? ctx.now()
  return { now, today: localDateOf(now, ctx.workspace.timeZone) }
}

function changed(ctx: Ctx, number: number, change: (tx: TxCtx, task: Task) => Promise<void>): Promise<Task> {
  return inTransaction(ctx, async (tx) => {
    await takeTurn(tx)
    await change(tx, await store.find(tx, number))
    await bumpRevision(tx)
    await queueHomeRefresh(tx)
    return store.find(tx, number)
  })
}

/** Nobody gets a task for a deal that they cannot see. */
async function assigneeOf(tx: TxCtx, words: string | null, deal: Opportunity): Promise<string | null> {
  if (words === null) return null
  const { id, name, role } = await findMember(tx, words)
  const sees = tx.workspace.repsSee === 'all' || role !== 'rep' || deal.owner?.id === id
  if (sees) return id
  const message = `${name} sees own deals only, and ${deal.ref} is not theirs. Choose somebody else, or assign the deal first.`
  throw invalid(message, { assignee: message })
}

function readCursor(cursor: string): readonly [string, number] {
  try {
    const [key, number] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    if (typeof key === 'string' && typeof number === 'number') return [key, number]
  } catch {
    // Not written by us: refused below.
  }
  throw invalid('This page of the list does not exist. Start again from the first page.')
}
