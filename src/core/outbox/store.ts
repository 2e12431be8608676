import type { TxCtx } from '../context.ts'
import { newId } from '../ids.ts'
import type { JobInput } from './model.ts'

/** Asks for a job once this transaction commits. One that waits under the same kind and key becomes this one. */
export async function enqueue(tx: TxCtx, job: JobInput): Promise<void> {
  await tx.db
    .insertInto('outbox')
    .values({
      id: newId(),
      workspace_id: tx.workspace.id,
      kind: job.kind,
      key: job.key,
      generation: 1,
      payload: JSON.stringify(job.payload),
      run_at: job.runAt ?? tx.now(),
      attempts: 0,
      claimed_until: null,
      failed_at: null,
      last_error: null,
      created_at: tx.now(),
    })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'kind', 'key']).doUpdateSet((row) => ({
        generation: row('outbox.generation', '+', 1),
        payload: row.ref('excluded.payload'),
        run_at: row.ref('excluded.run_at'),
        attempts: 0,
        failed_at: null,
        last_error: null,
      })),
    )
    .execute()
}
