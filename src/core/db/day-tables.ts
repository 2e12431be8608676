/** Something to do about a deal. */
export interface TaskRow {
  id: string
  workspace_id: string
  /** Counted through the workspace: `T-7`. */
  number: number
  opportunity_id: string
  text: string
  /** The workspace's local day on which it is due; that of `due_at` where there is one. */
  due_on: string | null
  due_at: string | null
  assignee_id: string | null
  created_by: string | null
  via: string
  created_at: string
  done_at: string | null
  done_by: string | null
  /** The request that made it: the same one delivered again makes none. */
  source_key: string | null
}

/** What a member's Home in Slack shows; there is none until they open it. */
export interface HomeRow {
  id: string
  workspace_id: string
  member_id: string
  /** JSON: whose day, and which page of each list. */
  state: string
  /** Slack's name of what was published last. */
  view_hash: string | null
  shown_at: string
}
