import type { Contact } from '../contacts/model.ts'
import type { Via } from '../context.ts'
import { conflict } from '../errors.ts'
import type { Instant, LocalDate } from '../time.ts'

/** How a deal stands: exactly one of four. Where it stands in the process is its stage. */
export const STATUSES = ['open', 'won', 'lost', 'abandoned'] as const
export type Status = (typeof STATUSES)[number]
export type ClosedStatus = Exclude<Status, 'open'>

/** How much of a deal's past is known: all of it, since an import, or as an import claimed it. */
export type HistoryQuality = 'full' | 'partial' | 'imported'

/** The stage as a deal carries it. */
export interface StageOfDeal {
  readonly id: string
  readonly name: string
  readonly rank: number
  /** 0 to 100 percent. */
  readonly probability: number
}

export type Fact = string | number | readonly string[] | null

/** One change of a deal: when it took effect, what kind, by whom, from where, and what is different since. */
export interface HistoryItem {
  readonly at: Instant
  readonly kind: ChangeKind
  /** The member's name; "Dealwright" for what the program did by itself. */
  readonly by: string
  /** The member's id; null for the program. */
  readonly byId: string | null
  readonly via: Via
  readonly version: number
  /** When it was written down: after `at` where somebody dated it back. */
  readonly recordedAt: Instant
  /** The bulk change that it was part of. */
  readonly bulkId: string | null
  /** Field by field `[before, after]`, with names instead of ids; of a creation, only what was set. */
  readonly changes: Readonly<Record<string, readonly [Fact, Fact]>>
}

/** One deal, whole, with the names of everything it points at. */
export interface Opportunity {
  readonly id: string
  readonly number: number
  /** How people name it: `D-42`. */
  readonly ref: string
  readonly version: number
  readonly name: string
  readonly pipeline: { readonly id: string; readonly name: string }
  readonly stage: StageOfDeal
  /** The highest rank reached in the pipeline it stands in. */
  readonly highestRank: number
  readonly status: Status
  /** Minor units of `currency`; null when nobody knows yet, which is not zero. */
  readonly value: number | null
  readonly currency: string
  /** The deal's own, 0 to 100; null takes its stage's. */
  readonly probability: number | null
  readonly owner: { readonly id: string; readonly name: string; readonly slackUserId: string | null } | null
  readonly contact: Contact | null
  readonly source: string | null
  readonly tags: readonly string[]
  readonly expectedCloseOn: LocalDate | null
  readonly reason: { readonly id: string; readonly name: string } | null
  readonly createdAt: Instant
  readonly stageEnteredAt: Instant
  readonly closedAt: Instant | null
  /** The workspace's local day of `closedAt`. */
  readonly closedOn: LocalDate | null
  /** 1 from creation to the first close; each reopening begins another. */
  readonly episode: number
  /** When its latest change took effect; no later change may be dated before. */
  readonly changedAt: Instant
  readonly lastActivityAt: Instant
  readonly externalId: string | null
  readonly historyQuality: HistoryQuality
  readonly deletedAt: Instant | null
}

export type ChangeKind =
  | 'created'
  | 'moved'
  | 'stage-retired'
  | 'won'
  | 'lost'
  | 'abandoned'
  | 'reopened'
  | 'edited'
  | 'assigned'
  | 'deleted'
  | 'restored'

/** What a rule decided: the deal as it stands from `at` on. `after` is `before` itself when nothing happened. */
export interface Change {
  readonly kind: ChangeKind
  readonly at: Instant
  readonly after: Opportunity
}

/** Another stage, perhaps of another pipeline. The stage it stands in already changes nothing. */
export function moveTo(
  before: Opportunity,
  stage: StageOfDeal,
  pipeline: Opportunity['pipeline'],
  at: Instant,
  kind: 'moved' | 'stage-retired' = 'moved',
): Change {
  if (before.stage.id === stage.id) return { kind, at, after: before }
  assertOpen(before)
  return { kind, at, after: { ...before, ...standingIn(before, stage, pipeline), stageEnteredAt: at } }
}

export interface Ending {
  readonly status: ClosedStatus
  readonly reason: Opportunity['reason']
  /** The workspace's local day of the closing. */
  readonly closedOn: LocalDate
  /** What it was worth in the end; left out keeps what the deal has. */
  readonly value?: number | null
  readonly currency?: string
}

/** The end of an episode. The stage stays, since it says where the deal ended. Ending it the same way twice changes nothing. */
export function closeAs(before: Opportunity, ending: Ending, at: Instant): Change {
  if (before.status === ending.status) return { kind: ending.status, at, after: before }
  assertOpen(before)
  const { status, reason, closedOn, value = before.value, currency = before.currency } = ending
  return { kind: status, at, after: { ...before, status, reason, closedOn, value, currency, closedAt: at } }
}

/** A new episode, in the stage chosen. */
export function reopen(
  before: Opportunity,
  stage: StageOfDeal,
  pipeline: Opportunity['pipeline'],
  at: Instant,
): Change {
  if (before.status === 'open') return { kind: 'reopened', at, after: before }
  const fresh = { status: 'open', reason: null, closedAt: null, closedOn: null, stageEnteredAt: at } as const
  const after = { ...before, ...standingIn(before, stage, pipeline), ...fresh, episode: before.episode + 1 }
  return { kind: 'reopened', at, after }
}

/** What a form may change without moving or closing the deal. */
export type EditableFields = Pick<
  Opportunity,
  'name' | 'value' | 'currency' | 'owner' | 'contact' | 'source' | 'expectedCloseOn' | 'probability' | 'tags'
>

/** Other facts about the same deal; also of a closed one, whose value may turn out differently. */
export function edit(before: Opportunity, changes: Partial<EditableFields>, at: Instant): Change {
  const after = { ...before, ...changes }
  const same = Object.keys(changes).every((key) => sameFact(before, after, key as keyof EditableFields))
  const onlyOwner = Object.keys(changes).join() === 'owner'
  return { kind: onlyOwner ? 'assigned' : 'edited', at, after: same ? before : after }
}

/** Gone from lists and live figures; as-of figures before `at` still have it. */
export function remove(before: Opportunity, at: Instant): Change {
  return { kind: 'deleted', at, after: before.deletedAt ? before : { ...before, deletedAt: at } }
}

/** Back as it was, in its stage or another one; an open deal begins a new stay there. */
export function restore(before: Opportunity, stage: StageOfDeal, at: Instant): Change {
  if (!before.deletedAt) return { kind: 'restored', at, after: before }
  const stageEnteredAt = before.status === 'open' ? at : before.stageEnteredAt
  const after = { ...before, ...standingIn(before, stage, before.pipeline), deletedAt: null, stageEnteredAt }
  return { kind: 'restored', at, after }
}

/** What the change that takes another one back is: a win is taken back by reopening, a move by moving. */
function kindOfTakingBack(taken: ChangeKind, earlier: Opportunity): ChangeKind {
  switch (taken) {
    case 'won':
    case 'lost':
    case 'abandoned':
      return 'reopened'
    case 'reopened':
      return earlier.status === 'open' ? 'reopened' : earlier.status
    case 'deleted':
      return 'restored'
    case 'restored':
      return 'deleted'
    default:
      return taken
  }
}

/** As it was before a change of the kind `taken`: in the same episode, in its stage since when it was there. */
export function takeBack(earlier: Opportunity, taken: ChangeKind, at: Instant): Change {
  const deletedAt = earlier.deletedAt ? at : null
  return { kind: kindOfTakingBack(taken, earlier), at, after: { ...earlier, deletedAt } }
}

function assertOpen(deal: Opportunity): void {
  if (deal.status !== 'open') throw conflict(`${deal.ref} is already ${deal.status}. Reopen it first.`)
}

function standingIn(
  before: Opportunity,
  { id, name, rank, probability }: StageOfDeal,
  pipeline: Opportunity['pipeline'],
) {
  const samePipeline = before.pipeline.id === pipeline.id
  return {
    stage: { id, name, rank, probability },
    pipeline: { id: pipeline.id, name: pipeline.name },
    highestRank: samePipeline ? Math.max(before.highestRank, rank) : rank,
  }
}

function sameFact(a: Opportunity, b: Opportunity, key: keyof EditableFields): boolean {
  return JSON.stringify(a[key]) === JSON.stringify(b[key])
}
