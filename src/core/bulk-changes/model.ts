import type { Via } from '../context.ts'
import type { Opportunity } from '../opportunities/model.ts'
import type { Instant, LocalDate } from '../time.ts'

/** What many deals at once can be asked for; names or ids. */
export type BulkDeed = Asked & {
  /** What it names, as people read it: “Proposal”, “as lost because of Price”. Said once its names are found. */
  readonly named?: string
}

type Asked =
  | {
      readonly kind: 'move'
      readonly stage: string
      /** Left out: where the stage's id belongs, or for a stage's name the pipeline that each deal stands in. */
      readonly pipeline?: string
    }
  | { readonly kind: 'assign'; readonly owner: string | null }
  | { readonly kind: 'close'; readonly status: 'lost' | 'abandoned'; readonly reason?: string | null }
  | { readonly kind: 'expected-close'; readonly on: LocalDate | null }
  | { readonly kind: 'tag'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly kind: 'delete' }

/** What becomes of one deal: not yet tried, changed, nothing to change, not possible, or changed by others meanwhile. */
export const BULK_OUTCOMES = ['planned', 'done', 'unchanged', 'refused', 'conflict'] as const
export type BulkOutcome = (typeof BULK_OUTCOMES)[number]

/** A change of many deals, from its dry run on. */
export interface BulkChange {
  readonly id: string
  readonly deed: BulkDeed
  /** "Move to Proposal" */
  readonly sentence: string
  readonly by: { readonly id: string; readonly name: string } | null
  readonly via: Via
  readonly createdAt: Instant
  /** Null while it is a dry run. */
  readonly startedAt: Instant | null
  readonly finishedAt: Instant | null
  readonly undoneBy: string | null
  readonly undoStartedAt: Instant | null
  readonly undoneAt: Instant | null
  /** Deals by what became of them. */
  readonly counts: Readonly<Record<BulkOutcome, number>>
  /** Deals that were taken back, and those left since somebody changed them after. */
  readonly undone: number
  readonly left: number
}

/** One deal of a bulk change. */
export interface BulkDeal {
  readonly number: number
  readonly ref: string
  readonly name: string
  readonly outcome: BulkOutcome
  /** What would change or did ("Prospecting → Proposal"), or why nothing did. */
  readonly message: string | null
  readonly undo: 'undone' | 'left' | null
  readonly undoMessage: string | null
}

/** More deals than these are not changed at once. */
export const MOST_DEALS = 10_000
/** Deals in one transaction: others wait for so many at the most. */
export const DEALS_AT_ONCE = 50

/** What is different after a change, for people to check: "Prospecting → Proposal". */
export function difference(before: Opportunity, after: Opportunity, deed: BulkDeed): string {
  switch (deed.kind) {
    case 'move':
      return before.pipeline.id === after.pipeline.id
        ? `${before.stage.name} → ${after.stage.name}`
        : `${before.pipeline.name} · ${before.stage.name} → ${after.pipeline.name} · ${after.stage.name}`
    case 'assign':
      return `${before.owner?.name ?? 'nobody'} → ${after.owner?.name ?? 'nobody'}`
    case 'close':
      return `${before.status} → ${after.status}${after.reason ? `: ${after.reason.name}` : ''}`
    case 'expected-close':
      return `${before.expectedCloseOn ?? 'no date'} → ${after.expectedCloseOn ?? 'no date'}`
    case 'tag':
      return `${before.tags.join(' ') || 'no tags'} → ${after.tags.join(' ') || 'no tags'}`
    case 'delete':
      return 'deleted'
  }
}

/** Why a deal was left alone that needs nothing. */
export function alreadySo(deed: BulkDeed): string {
  switch (deed.kind) {
    case 'move':
      return 'stands there already'
    case 'assign':
      return 'is theirs already'
    case 'close':
      return `is ${deed.status} already`
    case 'expected-close':
      return 'has this date already'
    case 'tag':
      return 'has these tags already'
    case 'delete':
      return 'is deleted already'
  }
}
