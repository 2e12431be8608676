import type { Agenda, Instant, Member, Pipeline, TaskList, TasksOfDay, Workspace } from '../../core/index.ts'
import type { Undo } from '../in-place.ts'
import type { FilterEntry } from '../query.ts'
import type { AsOfProps } from './as-of.tsx'

/** What every page of a day shows. */
export interface DayFrame {
  readonly workspace: Workspace
  readonly now: Instant
  /** The moment of the past that is asked for, and what else can be. */
  readonly asOf: AsOfProps
  /** Whose day it is; null for the team's. */
  readonly member: Pick<Member, 'id' | 'name'> | null
  readonly isOwn: boolean
  /** Whose day a manager may look at; empty for a rep. */
  readonly others: readonly Pick<Member, 'id' | 'name'>[]
  readonly pipelines: readonly Pipeline[]
  /** Whose day and as of when, as the address says it. */
  readonly entries: readonly FilterEntry[]
  /** The address of this very page. */
  readonly back: string
  readonly undo: Undo | null
  readonly refused?: string | undefined
}

/** All that the page of a whole day shows. */
export interface MyDayData extends DayFrame {
  readonly agenda: Agenda
}

/** All that the page of one list of tasks shows. */
export interface DayTasksData extends DayFrame {
  readonly list: TaskList
  readonly tasks: TasksOfDay
  /** Whether this is another page than the first. */
  readonly further: boolean
}
