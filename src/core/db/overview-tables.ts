import type { Flag } from './opportunity-tables.ts'

export interface OverviewTables {
  overview_views: OverviewViewRow
  overview_choices: OverviewChoiceRow
}

/** An arrangement of the overview that a manager made for the team. */
export interface OverviewViewRow {
  id: string
  workspace_id: string
  name: string
  /** JSON: the cards in their order. */
  cards: string
  /** What members see who chose nothing; at most one per workspace. */
  team_default: Flag
  created_by: string | null
  changed_at: string
}

/** Which arrangement a member sees, and their own. */
export interface OverviewChoiceRow {
  id: string
  workspace_id: string
  member_id: string
  /** `own`, `team` for the team's default, `standard`, or the id of a view. */
  shown: string
  /** JSON: the member's own cards; null while they arranged nothing. */
  cards: string | null
  changed_at: string
}
