import type { Cursors, Whose } from '../agenda/model.ts'
import type { Role } from '../context.ts'

/** What a member looks at: whose day, and which page of each list. */
export interface HomeState {
  readonly whose: Whose
  readonly cursors: Cursors
}

/** A member's Home as it was published last. */
export interface Home {
  readonly state: HomeState
  /** Slack's name of it, which changes with each publishing; null before the first. */
  readonly hash: string | null
}

/** What a Home begins with: managers see the team. */
export function firstState(role: Role): HomeState {
  return { whose: role === 'rep' ? 'mine' : 'team', cursors: {} }
}

/** The state as the member may have it: the team's day is not for reps. */
export function allowedState(state: HomeState, role: Role): HomeState {
  return role === 'rep' && state.whose === 'team' ? firstState(role) : state
}
