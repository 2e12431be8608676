import { type Ctx, inTransaction, type TxCtx } from '../context.ts'
import { stancesOn } from '../follows/index.ts'
import * as deals from '../opportunities/store.ts'
import { enqueue } from '../outbox/index.ts'
import type { Job } from '../outbox/model.ts'
import { changesSince } from '../subscriptions/changes-store.ts'
import { listSubscriptions } from '../subscriptions/index.ts'
import type { NoticeKind } from '../subscriptions/model.ts'
import { type Listening, listenersTo, type Why } from './listeners.ts'
import { hearers } from './settings.ts'
import * as store from './store.ts'

/** What a `tell` job says: which changes of which deal one place hears of, and why. */
export interface Notice {
  readonly number: number
  readonly opportunityId: string
  readonly place: string
  /** The deal's versions that the changes made. */
  readonly versions: readonly number[]
  /** What the changes were, as far as subscriptions know such kinds. */
  readonly kinds: readonly NoticeKind[]
  readonly why: Why
  /** Whether the place is one person's direct messages. */
  readonly direct: boolean
}

/**
 * Decides who hears of what somebody did to a deal, and asks for each of them to be told: one `tell` job per place, held
 * until their quiet hours are over. Done twice, it asks once.
 */
export function spreadNotices(ctx: Ctx, { payload, createdAt }: Pick<Job, 'payload' | 'createdAt'>): Promise<void> {
  const { opportunityId, actorId } = payload as { opportunityId: string; actorId: string | null }
  return inTransaction(ctx, async (tx) => {
    const deal = await deals.findById(tx, opportunityId)
    if (!deal) return
    const after = await store.toldVersion(tx, opportunityId, actorId)
    const changes = await changesSince(tx, { since: createdAt, opportunityId, after })
    const burst = changes.filter((change) => change.actorId === actorId)
    const versions = burst.map((change) => change.version)
    if (versions.length === 0) return
    const kinds = [...new Set(burst.flatMap((change) => change.kinds))]
    const wishes = { subscriptions: await listSubscriptions(tx), stances: await stancesOn(tx, opportunityId) }
    const who = { actorId, hearers: await hearers(tx), workspace: tx.workspace, now: tx.now() }
    for (const listening of listenersTo({ deal, burst, ...wishes, ...who })) {
      await queueNotice(tx, { number: deal.number, opportunityId, versions, kinds, ...listening })
    }
    await store.markTold(tx, { opportunityId, actorId, version: Math.max(...versions) })
  })
}

/** Asks for a place to be told, at once or not before a moment. */
export function queueNotice(tx: TxCtx, { notBefore, ...notice }: Notice & Pick<Listening, 'notBefore'>): Promise<void> {
  const { opportunityId, place, versions } = notice
  // Of an idle deal there is no version to tell: one notice a day.
  const key = `${opportunityId}/${place}/${versions[0] ?? tx.now().slice(0, 10)}`
  return enqueue(tx, { kind: 'tell', key, payload: notice, ...(notBefore && { runAt: notBefore }) })
}

/** Whether the notice is still wanted: while it waited, somebody may have stopped these, or muted the deal. */
export async function isStillWanted(
  ctx: Ctx,
  { opportunityId, place, direct, why }: Pick<Notice, 'opportunityId' | 'place' | 'direct' | 'why'>,
): Promise<boolean> {
  const stances = await stancesOn(ctx, opportunityId)
  const hearer = direct ? (await hearers(ctx)).find(({ member }) => member.slackUserId === place) : undefined
  if (direct && !hearer) return false
  const listener = hearer?.member.id ?? place
  if (stances.get(listener) === 'muted') return false
  if (why.by === 'follow') return stances.get(listener) === 'following'
  if (why.by === 'setting') return hearer?.settings[why.name] === true
  return (await listSubscriptions(ctx, { place })).some(({ id }) => id === why.id)
}

/** Where the deal's notices in this place gather; null before the first. */
export function noticeThread(ctx: Ctx, opportunityId: string, place: string): Promise<store.ThreadRoot | null> {
  return store.threadRoot(ctx, opportunityId, place)
}

/** From now on the deal's notices in this place gather under this message. */
export function keepNoticeThread(
  ctx: Ctx,
  { opportunityId, place, ...root }: { opportunityId: string; place: string } & store.ThreadRoot,
): Promise<void> {
  return inTransaction(ctx, (tx) => store.keepRoot(tx, opportunityId, place, root))
}
