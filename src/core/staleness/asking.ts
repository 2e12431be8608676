import { limitsAt } from '../attention/model.ts'
import { type Ctx, inTransaction, type TxCtx } from '../context.ts'
import { stancesOn } from '../follows/index.ts'
import { newId } from '../ids.ts'
import { type Notice, queueNotice } from '../notices/index.ts'
import { quietUntil } from '../notices/model.ts'
import { type Hearer, hearers } from '../notices/settings.ts'
import { enqueue } from '../outbox/index.ts'
import { listPipelines } from '../pipelines/index.ts'
import { listSubscriptions } from '../subscriptions/index.ts'
import { isWanted, type Subscription } from '../subscriptions/model.ts'
import { localDateOf, startOfLocalDate } from '../time.ts'
import { takeTurn } from '../workspaces/store.ts'
import { settleAnswers } from './index.ts'
import { isAtWork, MOST_A_DAY } from './model.ts'
import * as store from './store.ts'

type IdleDeal = Awaited<ReturnType<typeof store.idleDeals>>[number]

/**
 * Asks the owners who are at work what becomes of their idle deals: one question per deal, and no other before it is
 * answered and its snooze is over. Channels that subscribed to idle deals hear of them, too. Resolves to how many.
 */
export async function askAboutIdleDeals(ctx: Ctx): Promise<number> {
  const atWork = (await hearers(ctx)).filter(
    ({ settings, timeZone }) => settings.stale && isAtWork(timeZone, settings.morning, ctx.now()),
  )
  if (atWork.length === 0) return 0
  await inTransaction(ctx, settleAnswers)
  const stages = (await listPipelines(ctx)).flatMap((pipeline) => pipeline.stages)
  const owners = atWork.map(({ member }) => member.id)
  // Looked for outside of a transaction: nobody's change waits for it.
  const idle = await store.idleDeals(ctx, limitsAt(ctx.now(), stages), owners)
  let count = 0
  for (const hearer of atWork) {
    const own = idle.filter((deal) => deal.owner_id === hearer.member.id)
    if (own.length > 0) count += await inTransaction(ctx, (tx) => askOwner(tx, hearer, own))
  }
  return count
}

/** Asks an owner about as many of the deals as they are to be asked about today. */
async function askOwner(tx: TxCtx, hearer: Hearer, idle: readonly IdleDeal[]): Promise<number> {
  await takeTurn(tx)
  const subscriptions = (await listSubscriptions(tx)).filter(({ place }) => place !== hearer.member.slackUserId)
  const waiting = new Set((await store.unanswered(tx)).map(({ opportunityId }) => opportunityId))
  // Another process may have asked meanwhile.
  const open = idle.filter(({ id }) => !waiting.has(id)).slice(0, await questionsLeft(tx, hearer))
  for (const deal of open) {
    await ask(tx, hearer, deal)
    await tellChannels(tx, deal, subscriptions)
  }
  return open.length
}

async function questionsLeft(tx: TxCtx, { member, timeZone }: Hearer): Promise<number> {
  const today = startOfLocalDate(localDateOf(tx.now(), timeZone), timeZone)
  const asked = await store.askedBetween(tx, today, '9999')
  return Math.max(0, MOST_A_DAY - asked.filter(({ memberId }) => memberId === member.id).length)
}

async function ask(tx: TxCtx, { member, settings, timeZone }: Hearer, deal: IdleDeal): Promise<void> {
  const id = newId()
  await store.insert(tx, { id, opportunityId: deal.id, memberId: member.id, idleSince: deal.last_activity_at })
  const runAt = quietUntil(settings.quiet, timeZone, tx.now())
  const payload = { promptId: id, number: deal.number, place: member.slackUserId }
  await enqueue(tx, { kind: 'ask-stale', key: id, payload, ...(runAt && { runAt }) })
}

async function tellChannels(tx: TxCtx, deal: IdleDeal, subscriptions: readonly Subscription[]): Promise<void> {
  const happening = {
    kinds: ['stale'] as const,
    pipelineId: deal.pipeline_id,
    ownerId: deal.owner_id,
    value: deal.value,
    currency: deal.currency,
    price: deal.price,
    priceCurrency: tx.workspace.currency,
  }
  const wanted = subscriptions.filter((one) => isWanted(one, happening))
  const stances = wanted.length > 0 ? await stancesOn(tx, deal.id) : new Map()
  const places = new Map(wanted.map(({ place, id }) => [place, id]))
  for (const [place, id] of places) {
    if (stances.get(place) === 'muted') continue
    const about = { number: deal.number, opportunityId: deal.id, versions: [], kinds: happening.kinds }
    const notice: Notice = { ...about, place, why: { by: 'subscription', id }, direct: /^[UW]/.test(place) }
    await queueNotice(tx, { ...notice, notBefore: null })
  }
}
