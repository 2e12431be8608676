import type { Ctx, TxCtx } from '../context.ts'
import { stancesOn } from '../follows/index.ts'
import { enqueue } from '../outbox/index.ts'
import { later } from '../time.ts'
import { quietUntil } from './model.ts'
import { type Hearer, hearers } from './settings.ts'

/** Long enough for second thoughts. */
const PAUSE_SECONDS = 60

/** Asks for the member who is given a task to be told, unless they gave it to themselves. */
export async function tellAssignee(tx: TxCtx, task: { number: number; assigneeId: string | null }): Promise<void> {
  const { number, assigneeId } = task
  if (assigneeId === null || assigneeId === tx.actor.memberId) return
  const payload = { task: number, assigneeId, by: tx.actor.name }
  const runAt = later(tx.now(), PAUSE_SECONDS)
  await enqueue(tx, { kind: 'tell-task', key: `${number}/${assigneeId}`, payload, runAt })
}

/**
 * The member who is to be told of a task now, and when their quiet hours are over if they are quiet; null when they
 * do not want to hear of tasks, or of this deal.
 */
export async function assigneeToTell(
  ctx: Ctx,
  { opportunityId, assigneeId }: { opportunityId: string; assigneeId: string },
): Promise<{ readonly place: string; readonly notBefore: string | null } | null> {
  const hearer: Hearer | undefined = (await hearers(ctx)).find(({ member }) => member.id === assigneeId)
  if (!hearer?.settings.tasks) return null
  if ((await stancesOn(ctx, opportunityId)).get(assigneeId) === 'muted') return null
  const notBefore = quietUntil(hearer.settings.quiet, hearer.timeZone, ctx.now())
  return { place: hearer.member.slackUserId, notBefore }
}
