import { type Compilable, type Expression, type OnConflictBuilder, type SqlBool, sql } from 'kysely'
import type { Db } from '../db/open.ts'
import { count } from '../db/portable.ts'
import type { Tables } from '../db/tables.ts'
import { newId } from '../ids.ts'
import type { Instant } from '../time.ts'
import type { Job, JobInput } from './model.ts'

/** Who asks for a job, and where. */
interface Asking {
  readonly db: Db
  readonly workspace: { readonly id: string }
  readonly now: () => Instant
}

/** Asks for a job once this transaction commits. One that waits under the same kind and key becomes this one. */
export async function enqueue(tx: Asking, job: JobInput): Promise<void> {
  await tx.db
    .insertInto('outbox')
    .values({ ...waiting(tx, job), generation: 1, attempts: 0 })
    .onConflict(becomeOne)
    .execute()
}

/** Lets nothing of the workspace happen that was asked for so far, in this transaction or before. */
export async function dropJobs(tx: Asking): Promise<void> {
  await tx.db.deleteFrom('outbox').where('workspace_id', '=', tx.workspace.id).execute()
}

/** The same as a statement to be run with others, for a job that is wanted only if `condition` holds then. */
export function enqueueIf(db: Db, row: WaitingJob, condition: Expression<SqlBool>): Compilable {
  const columns = Object.keys(row) as (keyof WaitingJob)[]
  // The numbers stand in the statement itself: Postgres takes a bare parameter for text.
  const selected = db
    .selectNoFrom(columns.map((column) => sql.val(row[column]).as(column)))
    .select([sql.lit(1).as('generation'), sql.lit(0).as('attempts')])
    .where(condition)
  const into = db.insertInto('outbox').columns([...columns, 'generation', 'attempts'])
  return into.expression(selected).onConflict(becomeOne)
}

/** A job as it waits. */
export type WaitingJob = ReturnType<typeof waiting>

/** The row of a job that is asked for now. */
export function waiting(asking: Asking, { kind, key, payload, runAt = asking.now() }: JobInput, id = newId()) {
  const asked = { id, workspace_id: asking.workspace.id, created_at: asking.now() }
  return { ...asked, kind, key, payload: JSON.stringify(payload), run_at: runAt }
}

function becomeOne(conflict: OnConflictBuilder<Tables, 'outbox'>) {
  return conflict.columns(['workspace_id', 'kind', 'key']).doUpdateSet((row) => ({
    generation: row('outbox.generation', '+', 1),
    payload: row.ref('excluded.payload'),
    run_at: row.ref('excluded.run_at'),
    attempts: 0,
    failed_at: null,
    last_error: null,
  }))
}

/** Takes due jobs of these kinds, oldest first, of all workspaces: one worker gets each. */
export async function claim(
  tx: Db,
  { kinds, stoppable, now, until, limit }: Due & { until: Instant; limit: number },
): Promise<Job[]> {
  const free = dueJobs(tx, { kinds, stoppable, now })
    .select(['id', 'claimed_until'])
    .where((job) => job.or([job('claimed_until', 'is', null), job('claimed_until', '<=', now)]))
    .orderBy('run_at')
    .orderBy('id')
    .limit(limit)
  const found = await free.execute()
  if (found.length === 0) return []
  const begunBefore = new Map(found.map(({ id, claimed_until }) => [id, claimed_until !== null]))
  const rows = await tx
    .updateTable('outbox')
    .set({ claimed_until: until })
    .where('id', 'in', [...begunBefore.keys()])
    // Asked again: another worker may have taken the row while this statement waited for it.
    .where((job) => job.or([job('claimed_until', 'is', null), job('claimed_until', '<=', now)]))
    .returningAll()
    .execute()
  return rows
    .sort((a, b) => (a.run_at + a.id < b.run_at + b.id ? -1 : 1))
    .map((row) => ({
      id: row.id,
      workspaceId: row.workspace_id,
      kind: row.kind,
      key: row.key,
      payload: JSON.parse(row.payload) as Job['payload'],
      attempts: row.attempts,
      generation: row.generation,
      createdAt: row.created_at,
      claimedUntil: until,
      begunBefore: begunBefore.get(row.id) === true || row.attempts > 0,
    }))
}

/** Whether any such job is due: asked before claiming, since asking writes nothing. */
export async function anyDue(db: Db, due: Due): Promise<boolean> {
  return (await dueJobs(db, due).select('id').limit(1).executeTakeFirst()) !== undefined
}

/** Which jobs to look for; those of `stoppable` kinds only where their workspace does not stand still. */
interface Due {
  readonly kinds: readonly string[]
  readonly stoppable: readonly string[]
  readonly now: Instant
}

function dueJobs(db: Db, { kinds, stoppable, now }: Due) {
  const due = db.selectFrom('outbox').where('run_at', '<=', now).where('failed_at', 'is', null)
  const known = due.where('kind', 'in', kinds)
  if (stoppable.length === 0) return known
  return known.where((job) =>
    job.or([
      job('kind', 'not in', stoppable),
      job('workspace_id', 'not in', job.selectFrom('outbox_stops').select('outbox_stops.workspace_id')),
    ]),
  )
}

/** The job is done: gone, unless it was asked for again meanwhile; then it is free to run once more. */
export async function finish(tx: Db, job: Job): Promise<void> {
  const own = tx.deleteFrom('outbox').where('workspace_id', '=', job.workspaceId).where('id', '=', job.id)
  await own.where('generation', '=', job.generation).execute()
  await release(tx, job)
}

/** The job waits for another try, or failed for good; unless it was asked for again meanwhile. */
export async function postpone(
  tx: Db,
  job: Job,
  outcome: { run_at?: Instant; attempts?: number; failed_at?: Instant; last_error?: string },
): Promise<void> {
  const own = tx.updateTable('outbox').set(outcome).where('workspace_id', '=', job.workspaceId).where('id', '=', job.id)
  await own.where('generation', '=', job.generation).execute()
  await release(tx, job)
}

/** These jobs wait until then, in their order; those that were asked for again meanwhile do not. */
export async function keepAll(tx: Db, jobs: readonly Job[], runAt: Instant): Promise<void> {
  for (const job of jobs) await postpone(tx, job, { run_at: runAt })
}

/** How the outbox of all workspaces stands. What stands still is not late. */
export async function countJobs(db: Db, now: Instant) {
  const waiting = db.selectFrom('outbox').where('failed_at', 'is', null)
  const stopped = db.selectFrom('outbox_stops')
  const [all, due, failed, stops] = await Promise.all([
    waiting.select(count().as('jobs')).executeTakeFirstOrThrow(),
    waiting
      .select((job) => job.fn.min('run_at').as('oldest'))
      .where('run_at', '<=', now)
      .where('workspace_id', 'not in', stopped.select('outbox_stops.workspace_id'))
      .executeTakeFirst(),
    db.selectFrom('outbox').select(count().as('jobs')).where('failed_at', 'is not', null).executeTakeFirstOrThrow(),
    stopped.select(count().as('workspaces')).executeTakeFirstOrThrow(),
  ])
  return { waiting: all.jobs, oldestDue: due?.oldest ?? null, failed: failed.jobs, stopped: stops.workspaces }
}

async function release(tx: Db, job: Job): Promise<void> {
  const own = tx.updateTable('outbox').set({ claimed_until: null }).where('workspace_id', '=', job.workspaceId)
  await own.where('id', '=', job.id).where('claimed_until', '=', job.claimedUntil).execute()
}
