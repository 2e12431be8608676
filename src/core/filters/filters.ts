import type { AttentionFilter } from '../attention/model.ts'
import type { Category } from '../categories/model.ts'
import type { ReportableColumns } from '../db/tables.ts'
import type { StayOutcome } from '../opportunities/stays.ts'
import type { Period } from '../period.ts'
import type { Instant, LocalDate } from '../time.ts'

type Status = ReportableColumns['status']

/** The word for deals without an owner, among the owners of a filter. */
export const NOBODY = 'nobody'

/** The word for deals without a source, and for lost and abandoned ones without a reason, among those of a filter. */
export const NONE = 'none'

/** What a list of deals and every report narrow down by. Lists mean any of; an empty list means no narrowing. */
export interface Filters {
  /** Pipeline ids. */
  readonly pipeline: readonly string[]
  /** Member ids, and NOBODY. */
  readonly owner: readonly string[]
  /** Sources as they are written, in any case, and NONE. */
  readonly source: readonly string[]
  /** Deals that came from none of these. */
  readonly notSource?: readonly string[]
  readonly status: readonly Status[]
  /** Stage ids. */
  readonly stage: readonly string[]
  readonly tag: readonly string[]
  /** Ids of reasons for which deals were lost or abandoned, and NONE. */
  readonly reason?: readonly string[]
  /** Whatever was not closed for one of these reasons, by ids. */
  readonly notReason?: readonly string[]
  /** Words that the deal's name, contact or company contain, or its reference. */
  readonly q?: string
  /** Minor units of `currency`; deals in others are compared by what they convert to, and left out without a rate. */
  readonly minValue?: number
  readonly maxValue?: number
  /** The workspace's. */
  readonly currency: string
  /** Open deals, and the closed ones whose final close lies in it. Reports say where they use it otherwise. */
  readonly period: Period
  /** Deals created in it. */
  readonly created?: Period
  /** Deals expected to close in it, by local days. */
  readonly expected?: Period
  /** Deals of which nobody said when they are expected to close. */
  readonly undated?: true
  /** Open deals of these categories of a forecast. */
  readonly category?: readonly Category[]
  /** Deals that came as far as the stage, in its pipeline. */
  readonly reached?: ReachedStage
  /** Deals that had such a stay in a stage. */
  readonly stay?: StayFilter
  /** The deals of these numbers. */
  readonly deal?: readonly number[]
  /** Open deals that are overdue, stuck, stale and the like. */
  readonly attention?: AttentionFilter
  /** How things stood at this moment; null for now. */
  readonly asOf: Instant | null
  /** The workspace's zone and present day: they say which day's rates values go by. */
  readonly timeZone: string
  readonly today: LocalDate
}

/**
 * How a deal came as far as a stage: `beyond` is by its furthest stage, or the win; `touched` by a stay in the stage;
 * `strict` by a stay in every stage up to it, in order; `highlevel` by where it stands today, or the win.
 */
export const REACHES = ['beyond', 'touched', 'strict', 'highlevel'] as const
export type Reach = (typeof REACHES)[number]

export interface ReachedStage {
  readonly workspaceId: string
  readonly pipelineId: string
  /** All stages of the pipeline by the rank they have today, retired ones too. */
  readonly stages: readonly { readonly id: string; readonly rank: number; readonly retired: boolean }[]
  /** Null for the win. */
  readonly stageId: string | null
  readonly how: Reach
  /** Within so many days of its beginning; null for whenever. */
  readonly withinDays: number | null
  /** Its beginning: when it was created, or when it first entered a stage of the pipeline. */
  readonly since: 'created' | 'entry'
  /** Only deals that first entered a stage of the pipeline in it. */
  readonly entered?: Period
}

/** How a stay ended, or that it goes on. */
export type StayEnd = StayOutcome | 'still_there'

/** A stay that a deal had by the filters' moment. Lists mean any of; an empty one means whichever. */
export interface StayFilter {
  readonly workspaceId: string
  /** Stage ids, at least one. */
  readonly stageIds: readonly string[]
  readonly outcome: readonly StayEnd[]
  /** The stages that it ended for. */
  readonly wentTo: readonly string[]
  readonly begun?: Period
  readonly ended?: Period
}

type Words = readonly string[] | undefined
type Word = string | undefined

/** Filters as people and URLs write them: names or ids, a key repeated for several values, empty words ignored. */
export interface FilterWords {
  pipeline?: Words
  owner?: Words
  source?: Words
  notSource?: Words
  status?: Words
  stage?: Words
  tag?: Words
  reason?: Words
  notReason?: Words
  /** overdue, closing, stuck, stale or no-next-step. */
  attention?: Words
  /** pipeline, best-case or commit. */
  category?: Words
  q?: Word
  /** An amount as people write it: `12k`, `12500.50`. */
  minValue?: Word
  maxValue?: Word
  /** A preset's name; `from` and `to` win over it. */
  period?: Word
  /** Local dates; `to` is excluded. */
  from?: Word
  to?: Word
  createdFrom?: Word
  createdTo?: Word
  expectedFrom?: Word
  expectedTo?: Word
  /** `1`: deals without an expected close. */
  undated?: Word
  /** A stage, or `won` together with one pipeline. */
  reached?: Word
  /** beyond, touched, strict or highlevel. */
  how?: Word
  /** Days. */
  within?: Word
  /** created or entry: what `within` is counted from. */
  since?: Word
  enteredFrom?: Word
  enteredTo?: Word
  /** Stages of a stay; the words after it say more about the stay. */
  stayIn?: Words
  /** advanced, moved-back, won, lost, abandoned, handed-off, stage-retired, removed or still-there. */
  outcome?: Words
  wentTo?: Words
  begunFrom?: Word
  begunTo?: Word
  endedFrom?: Word
  endedTo?: Word
  /** References of deals: `D-42`. */
  deal?: Words
  /** An instant, or a local date: how things stood when that day ended. */
  asOf?: Word
}

/** The filters that take several values: an address repeats their key. */
export const LIST_KEYS = [
  ...(['pipeline', 'owner', 'source', 'status', 'stage', 'tag', 'attention', 'category'] as const),
  ...(['reason', 'notSource', 'notReason'] as const),
  ...(['stayIn', 'outcome', 'wentTo', 'deal'] as const),
] satisfies readonly (keyof FilterWords)[]
