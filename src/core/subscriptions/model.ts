import { invalid } from '../errors.ts'
import type { ChangeKind } from '../opportunities/model.ts'
import type { Instant } from '../time.ts'

/** What a subscription can be about. */
export const NOTICE_KINDS = [
  'created',
  'moved',
  'won',
  'lost',
  'abandoned',
  'reopened',
  'value',
  'assigned',
  'stale',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** What a place in Slack wants to hear. */
export interface Subscription {
  readonly id: string
  /** Slack's id of a channel, or of the person whose direct messages it is. */
  readonly place: string
  readonly kinds: readonly NoticeKind[]
  /** Null for every pipeline. */
  readonly pipeline: { readonly id: string; readonly name: string } | null
  /** Null for everybody's deals. */
  readonly owner: { readonly id: string; readonly name: string } | null
  /** Minor units of `currency`: deals that convert to less, have no value or no rate are left out. Null for any. */
  readonly minValue: number | null
  readonly currency: string
  readonly createdBy: { readonly id: string; readonly name: string } | null
  readonly createdAt: Instant
}

/** What a subscription goes by. */
export type Wish = Pick<Subscription, 'kinds' | 'pipeline' | 'owner' | 'minValue' | 'currency'>

/** What happened to a deal, as far as wishes look at it: as it stands after. */
export interface Happening {
  readonly kinds: readonly NoticeKind[]
  readonly pipelineId: string
  readonly ownerId: string | null
  readonly value: number | null
  readonly currency: string
  /** What it converts to in the workspace's currency; null without a value or a rate. */
  readonly price: number | null
  readonly priceCurrency: string
}

/** The one rule, for what is posted and for what would have been. */
export function isWanted(wish: Wish, happening: Happening): boolean {
  if (!happening.kinds.some((kind) => wish.kinds.includes(kind))) return false
  if (wish.pipeline && wish.pipeline.id !== happening.pipelineId) return false
  if (wish.owner && wish.owner.id !== happening.ownerId) return false
  if (wish.minValue === null) return true
  const worth = worthIn(wish.currency, happening)
  return worth !== null && worth >= wish.minValue
}

/** A subscription may be older than the workspace's currency: then only deals in its own are compared. */
function worthIn(currency: string, { value, price, ...deal }: Happening): number | null {
  if (deal.currency === currency) return value
  return deal.priceCurrency === currency ? price : null
}

/** What of a deal makes a change worth telling. */
export interface Telling {
  readonly value: number | null
  readonly currency: string
  readonly ownerId: string | null
}

const TOLD_BY_KIND: readonly string[] = ['created', 'moved', 'won', 'lost', 'abandoned', 'reopened']

/** What a change is to subscribers: its kind, and whether value or owner changed with it. At most two. */
export function kindsOf(kind: ChangeKind, before: Telling | null, after: Telling): NoticeKind[] {
  const kinds: NoticeKind[] = TOLD_BY_KIND.includes(kind) ? [kind as NoticeKind] : []
  if (!before) return kinds
  if (before.value !== after.value || before.currency !== after.currency) kinds.push('value')
  if (before.ownerId !== after.ownerId) kinds.push('assigned')
  return kinds.slice(0, 2)
}

/** Reads kinds. Throws `invalid` for none, and for words that are no kind. */
export function checkKinds(words: readonly string[]): NoticeKind[] {
  const strange = words.find((word) => !NOTICE_KINDS.includes(word as NoticeKind))
  const sentence = `Choose from ${NOTICE_KINDS.join(', ')}.`
  if (strange !== undefined) {
    throw invalid(`“${strange}” is nothing to subscribe to. ${sentence}`, { kinds: sentence })
  }
  if (words.length === 0) throw invalid(`Say what to post. ${sentence}`, { kinds: sentence })
  return NOTICE_KINDS.filter((kind) => words.includes(kind))
}
