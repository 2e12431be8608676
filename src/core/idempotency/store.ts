import type { TxCtx } from '../context.ts'
import type { Instant } from '../time.ts'
import type { Answer } from './model.ts'

/** Takes the key for this request; false when it was taken before. */
export async function claim(tx: TxCtx, key: string, requestHash: string): Promise<boolean> {
  const claimed = await tx.db
    .insertInto('idempotent_answers')
    .values({
      workspace_id: tx.workspace.id,
      key,
      request_hash: requestHash,
      status: 0,
      body: '',
      created_at: tx.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  return claimed !== undefined
}

/** Keeps the answer under a key that was claimed in this transaction. */
export async function keep(tx: TxCtx, key: string, { status, body }: Answer): Promise<void> {
  const own = tx.db.updateTable('idempotent_answers').set({ status, body }).where('workspace_id', '=', tx.workspace.id)
  await own.where('key', '=', key).execute()
}

/** The answer under the key, with the hash of the request that it was given to. */
export async function byKey(tx: TxCtx, key: string): Promise<(Answer & { requestHash: string }) | null> {
  const row = await tx.db
    .selectFrom('idempotent_answers')
    .selectAll()
    .where('workspace_id', '=', tx.workspace.id)
    .where('key', '=', key)
    .executeTakeFirst()
  return row ? { status: row.status, body: row.body, requestHash: row.request_hash } : null
}

/** Forgets the answers of before the moment. */
export async function forgetBefore(tx: TxCtx, moment: Instant): Promise<void> {
  const own = tx.db.deleteFrom('idempotent_answers').where('workspace_id', '=', tx.workspace.id)
  await own.where('created_at', '<', moment).execute()
}
