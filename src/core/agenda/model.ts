import type { Attention } from '../attention/model.ts'
import type { ListTotals } from '../opportunities/listing-store.ts'
import type { Opportunity } from '../opportunities/model.ts'
import type { Sort } from '../opportunities/sort-store.ts'
import type { Due, Task } from '../tasks/model.ts'
import type { LocalDate } from '../time.ts'

/** Whose day: the member's own, or the whole team's. */
export type Whose = 'mine' | 'team'

/** The lists of a day in the order in which they are told: what has an hour first. */
export const TASK_LISTS = ['overdue', 'today'] as const satisfies readonly Due[]
export const DEAL_LISTS = [
  'overdue',
  'closing',
  'stuck',
  'stale',
  'no-next-step',
] as const satisfies readonly Attention[]
export type TaskList = (typeof TASK_LISTS)[number]

/** What comes first within each list. */
export const SORT_OF: Record<Attention, Sort> = {
  overdue: 'expected-close',
  closing: 'expected-close',
  stuck: 'stage-entered',
  stale: 'activity',
  'no-next-step': '-value',
}

/** A page of deals that want attention, and what all pages add up to. */
export interface DealPage extends ListTotals {
  readonly items: readonly Opportunity[]
  /** Names the next page; null on the last. */
  readonly next: string | null
  /** Where all of them are listed in the dashboard: "/deals?attention=stale" */
  readonly link: string
}

/** A page of tasks; `count` is that of all pages. */
export interface TasksOfDay {
  readonly items: readonly Task[]
  readonly next: string | null
  readonly count: number
}

/** Where each list begins, by its name: what the page before said is `next`. */
export interface Cursors {
  readonly deals?: Partial<Record<Attention, string>>
  readonly tasks?: Partial<Record<TaskList, string>>
}

/** Open deals that stand in one stage. */
export interface StageSum {
  readonly pipeline: string
  readonly stage: string
  readonly count: number
  /** Minor units of the workspace's currency, of the deals that have a price in it. */
  readonly value: number
}

/** What one member, or a team, has before them today. */
export interface Agenda {
  readonly whose: Whose
  readonly today: LocalDate
  /** In the order of pipelines and ranks; stages without open deals are left out. */
  readonly stages: readonly StageSum[]
  /** Where all of these open deals are listed in the dashboard. */
  readonly link: string
  readonly tasks: Readonly<Record<TaskList, TasksOfDay>>
  readonly deals: Readonly<Record<Attention, DealPage>>
}
