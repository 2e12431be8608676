import { type CompiledQuery, expressionBuilder } from 'kysely'
import type { Ctx, TxCtx } from '../context.ts'
import { prepared } from '../db/prepared.ts'
import type { HomeRow, Tables } from '../db/tables.ts'
import { newId } from '../ids.ts'
import { enqueueIf, type WaitingJob, waiting } from '../outbox/store.ts'
import type { Home, HomeState } from './model.ts'

/** The member's Home; null while they never opened it. */
export async function find(ctx: Ctx, memberId: string): Promise<Home | null> {
  const own = ctx.db.selectFrom('homes').selectAll().where('workspace_id', '=', ctx.workspace.id)
  const row = await own.where('member_id', '=', memberId).executeTakeFirst()
  return row ? { state: JSON.parse(row.state) as HomeState, hash: row.view_hash } : null
}

/** Keeps what the member's Home shows now. */
export async function save(tx: TxCtx, memberId: string, { state, hash }: Home): Promise<void> {
  const shown: Pick<HomeRow, 'state' | 'view_hash' | 'shown_at'> = {
    state: JSON.stringify(state),
    view_hash: hash,
    shown_at: tx.now(),
  }
  await tx.db
    .insertInto('homes')
    .values({ id: newId(), workspace_id: tx.workspace.id, member_id: memberId, ...shown })
    .onConflict((known) => known.columns(['workspace_id', 'member_id']).doUpdateSet(shown))
    .execute()
}

/** As a statement to be run with others: has the actor's Home published again, if they ever opened it. */
export function refreshIfAtHome(ctx: Ctx): CompiledQuery {
  const memberId = ctx.actor.memberId ?? ''
  return refreshOfHome(ctx.db, waiting(ctx, { kind: 'publish-home', key: memberId, payload: { memberId } }))
}

const refreshOfHome = prepared((db, job: WaitingJob) => {
  const own = db.selectFrom('homes').select('id').where('workspace_id', '=', job.workspace_id)
  return enqueueIf(db, job, expressionBuilder<Tables>().exists(own.where('member_id', '=', job.key)))
})
