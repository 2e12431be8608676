import { type Ctx, inTransaction, type TxCtx } from '../context.ts'
import { invalid } from '../errors.ts'
import { allowedState, firstState, type Home } from './model.ts'
import * as store from './store.ts'

/** The actor's Home as it was published last, or what it begins with. Throws `invalid` when nobody in particular asks. */
export async function homeOf(ctx: Ctx): Promise<Home> {
  const { role } = ctx.actor
  const known = await store.find(ctx, memberOf(ctx))
  return known ? { ...known, state: allowedState(known.state, role) } : { state: firstState(role), hash: null }
}

/** Keeps what the actor's Home shows now, so that it can be published again after their changes. */
export function rememberHome(ctx: Ctx, home: Home): Promise<void> {
  return inTransaction(ctx, (tx) => store.save(tx, memberOf(ctx), home))
}

/** Has the actor's Home published again soon, if they ever opened it. */
export async function queueHomeRefresh(tx: TxCtx): Promise<void> {
  await tx.db.executeQuery(store.refreshIfAtHome(tx))
}

function memberOf({ actor }: Ctx): string {
  if (actor.memberId) return actor.memberId
  throw invalid('Nobody in particular is asking, so there is no Home of theirs.')
}
