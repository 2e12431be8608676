import type { Workspace } from '../context.ts'
import type { Listener, Stance } from '../follows/model.ts'
import type { Opportunity } from '../opportunities/model.ts'
import { seesOnlyOwn } from '../opportunities/selection-store.ts'
import type { ToldChange } from '../subscriptions/bursts.ts'
import { isWanted, type NoticeKind, type Subscription } from '../subscriptions/model.ts'
import { type NoticeSwitch, quietUntil } from './model.ts'
import type { Hearer } from './settings.ts'

/** Why somebody hears of a change: what "Stop these" ends. */
export type Why =
  | { readonly by: 'subscription'; readonly id: string }
  | { readonly by: 'follow' }
  | { readonly by: 'setting'; readonly name: NoticeSwitch }

/** Somebody, or a channel, that hears of a burst of changes. */
export interface Listening {
  /** Slack's id of the channel, or of the person. */
  readonly place: string
  readonly direct: boolean
  readonly why: Why
  /** When their quiet hours are over; null for at once. */
  readonly notBefore: string | null
}

/** All that the choice of listeners looks at. */
export interface Question {
  readonly deal: Opportunity
  /** Changes by one person. */
  readonly burst: readonly ToldChange[]
  readonly actorId: string | null
  readonly subscriptions: readonly Subscription[]
  readonly stances: ReadonlyMap<Listener, Stance>
  readonly hearers: readonly Hearer[]
  readonly workspace: Workspace
  readonly now: string
}

/** Who hears of these changes, each place once. Nobody hears of what they did themselves, nor of what they may not see. */
export function listenersTo(question: Question): Listening[] {
  return [...membersListening(question), ...channelsListening(question)]
}

function membersListening(question: Question): Listening[] {
  const { hearers, actorId, stances, deal, workspace, now } = question
  return hearers.flatMap((hearer) => {
    const { id: memberId, role, slackUserId } = hearer.member
    if (memberId === actorId || stances.get(memberId) === 'muted') return []
    if (seesOnlyOwn({ actor: { memberId, role }, workspace }) && deal.owner?.id !== memberId) return []
    const why = whyMember(question, hearer)
    if (!why) return []
    return [
      { place: slackUserId, direct: true, why, notBefore: quietUntil(hearer.settings.quiet, hearer.timeZone, now) },
    ]
  })
}

function whyMember({ burst, deal, stances, subscriptions }: Question, { member, settings }: Hearer): Why | null {
  const kinds = new Set(burst.flatMap((change) => change.kinds))
  const any = (...wanted: NoticeKind[]): boolean => wanted.some((kind) => kinds.has(kind))
  const isOwner = deal.owner?.id === member.id
  if (isOwner && settings.assigned && any('assigned', 'created')) return { by: 'setting', name: 'assigned' }
  if (isOwner && settings.closed && any('won', 'lost', 'abandoned')) return { by: 'setting', name: 'closed' }
  if (stances.get(member.id) === 'following') return { by: 'follow' }
  if (settings.everyWin && any('won')) return { by: 'setting', name: 'everyWin' }
  const subscription = subscriptions.find((one) => one.place === member.slackUserId && wantsAny(one, burst))
  return subscription ? { by: 'subscription', id: subscription.id } : null
}

function channelsListening({ subscriptions, stances, burst }: Question): Listening[] {
  const places = new Map<string, Listening>()
  for (const subscription of subscriptions) {
    const { place, id } = subscription
    if (isPerson(place) || places.has(place) || stances.get(place) === 'muted') continue
    if (!wantsAny(subscription, burst)) continue
    places.set(place, { place, direct: false, why: { by: 'subscription', id }, notBefore: null })
  }
  return [...places.values()]
}

/** Whether the place is somebody's direct messages. */
function isPerson(place: string): boolean {
  return place.startsWith('U') || place.startsWith('W')
}

function wantsAny(subscription: Subscription, burst: readonly ToldChange[]): boolean {
  return burst.some((change) => isWanted(subscription, change))
}
