import { type Ctx, inTransaction, type TxCtx } from '../context.ts'
import { conflict } from '../errors.ts'
import { hashOf } from '../ids.ts'
import { later } from '../time.ts'
import { type Answer, checkKey } from './model.ts'
import * as store from './store.ts'

const KEPT_SECONDS = 24 * 60 * 60

export interface KeyedRequest {
  readonly key: string
  /** Everything that makes it this request: method, path and body. */
  readonly content: string
  /** Whether the answer holds a secret: it is carried out once too, but its answer is not kept. */
  readonly secret?: boolean
}

/**
 * Carries a request out once: asked again under the same key within a day, it is answered as before. Work and answer are
 * kept in one transaction, so that neither is there without the other; what failed was not done and may be tried again.
 * Throws `conflict` when the key was used for another request.
 */
export async function answerOnce(
  ctx: Ctx,
  request: KeyedRequest,
  work: (tx: TxCtx) => Promise<Answer>,
): Promise<Answer> {
  const key = checkKey(request.key)
  const requestHash = hashOf(`${ctx.actor.memberId} ${request.content}`)
  return inTransaction(ctx, async (tx) => {
    // Once in a while is enough, and the hash is as good as dice.
    if (requestHash.startsWith('0')) await store.forgetBefore(tx, later(tx.now(), -KEPT_SECONDS))
    if (!(await store.claim(tx, key, requestHash))) return answerBefore(tx, request, requestHash)
    const answer = await work(tx)
    await store.keep(tx, key, request.secret ? { ...answer, body: '' } : answer)
    return answer
  })
}

async function answerBefore(tx: TxCtx, { key, secret }: KeyedRequest, requestHash: string): Promise<Answer> {
  const before = await store.byKey(tx, key)
  if (before?.requestHash !== requestHash) {
    throw conflict(`The Idempotency-Key “${key}” was used for another request. Send this one with a key of its own.`)
  }
  if (secret) throw conflict('This request was carried out already, and its answer was shown that once.')
  return { status: before.status, body: before.body }
}
