import type { Flag } from './opportunity-tables.ts'

/** How members look at lists of deals, and changes of many deals at once. */
export interface ListTables {
  saved_filters: SavedFilterRow
  list_columns: ListColumnsRow
  bulk_changes: BulkChangeRow
  bulk_change_deals: BulkChangeDealRow
}

export interface SavedFilterRow {
  id: string
  workspace_id: string
  /** Whose it is. */
  member_id: string
  name: string
  /** Whether the whole team is offered it. */
  shared: Flag
  /** Filters as they stand in an address: `stage=Proposal&status=open`. */
  query: string
  sort: string
  /** Keys of columns with commas between them, in order. */
  columns: string
  created_at: string
}

export interface ListColumnsRow {
  id: string
  workspace_id: string
  member_id: string
  columns: string
}

export interface BulkChangeRow {
  id: string
  workspace_id: string
  /** Who made it; null for the program. */
  member_id: string | null
  via: string
  /** What was asked for, as JSON: see `bulk-changes/model.ts`. */
  deed: string
  /** The same for people: "Move to Proposal". */
  sentence: string
  created_at: string
  /** Null while it is only a dry run. */
  started_at: string | null
  finished_at: string | null
  undone_by: string | null
  undo_started_at: string | null
  undone_at: string | null
  /** When owners and followers were told of it, and of its undoing. */
  told_at: string | null
  undo_told_at: string | null
}

export interface BulkChangeDealRow {
  id: string
  workspace_id: string
  bulk_change_id: string
  opportunity_id: string
  number: number
  /** As the dry run saw the deal. */
  seen_version: number
  /** As the bulk change left it; null where it changed nothing. */
  made_version: number | null
  /** planned | unchanged | refused | conflict | done */
  outcome: string
  message: string | null
  /** undone | left; null until it is taken back. */
  undo_outcome: string | null
  undo_message: string | null
}
