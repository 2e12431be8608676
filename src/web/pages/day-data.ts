import type { Agenda, Instant, Member, Pipeline, Workspace } from '../../core/index.ts'
import type { Undo } from '../in-place.ts'

/** All that the page of a day shows. */
export interface MyDayData {
  readonly workspace: Workspace
  readonly now: Instant
  readonly agenda: Agenda
  /** Whose day it is; null for the team's. */
  readonly member: Pick<Member, 'id' | 'name'> | null
  readonly isOwn: boolean
  /** Whose day a manager may look at; empty for a rep. */
  readonly others: readonly Pick<Member, 'id' | 'name'>[]
  readonly pipelines: readonly Pipeline[]
  /** The address of this very page. */
  readonly back: string
  readonly undo: Undo | null
  readonly refused?: string | undefined
}
