import type { AttentionFilter } from '../attention/model.ts'
import type { ReportableColumns } from '../db/tables.ts'
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
  /** Deals that reached the stage, or went beyond it, or were won, in its pipeline. */
  readonly reached?: ReachedStage
  /** Open deals that are overdue, stuck, stale and the like. */
  readonly attention?: AttentionFilter
  /** How things stood at this moment; null for now. */
  readonly asOf: Instant | null
  /** The workspace's zone and present day: they say which day's rates values go by. */
  readonly timeZone: string
  readonly today: LocalDate
}

export interface ReachedStage {
  readonly stageId: string
  readonly pipelineId: string
  readonly rank: number
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
  reached?: Word
  /** An instant, or a local date: how things stood when that day ended. */
  asOf?: Word
}
