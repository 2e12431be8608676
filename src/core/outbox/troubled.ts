import { type Ctx, inTransaction } from '../context.ts'
import { notFound } from '../errors.ts'
import { requireAdmin } from '../permissions.ts'
import type { TroubledJob } from './model.ts'
import { enqueue } from './store.ts'

const MOST_SHOWN = 50

/** The workspace's jobs that were given up, and those that failed and are tried again; latest first. Admins only. */
export async function listTroubledJobs(ctx: Ctx): Promise<TroubledJob[]> {
  requireAdmin(ctx, 'see what could not be sent')
  const own = ctx.db.selectFrom('outbox').selectAll().where('workspace_id', '=', ctx.workspace.id)
  const troubled = own.where('last_error', 'is not', null).orderBy('failed_at', 'desc').orderBy('id', 'desc')
  const rows = await troubled.limit(MOST_SHOWN).execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    attempts: row.attempts,
    error: row.last_error ?? '',
    failedAt: row.failed_at,
    createdAt: row.created_at,
  }))
}

/** Has somebody look at once whether Slack takes the workspace's token, so that what stands still goes on. Admins only. */
export async function checkSlack(ctx: Ctx): Promise<void> {
  requireAdmin(ctx, 'look after the connection to Slack')
  await inTransaction(ctx, (tx) => enqueue(tx, { kind: 'check-slack', key: tx.workspace.id, payload: {} }))
}

/** Has a job that failed tried again at once, as if it had never been. Admins only. */
export async function retryJob(ctx: Ctx, id: string): Promise<void> {
  requireAdmin(ctx, 'try a message again')
  await inTransaction(ctx, async (tx) => {
    const own = tx.db.updateTable('outbox').where('workspace_id', '=', tx.workspace.id).where('id', '=', id)
    const troubled = own.where('last_error', 'is not', null)
    const again = { run_at: tx.now(), attempts: 0, failed_at: null, last_error: null }
    const { numUpdatedRows } = await troubled.set(again).executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) throw notFound('That message has gone out meanwhile, or was asked for again.')
  })
}
