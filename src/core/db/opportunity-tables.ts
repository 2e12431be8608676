/** 0 is false, 1 is true: the only booleans both engines and both drivers agree on. */
export type Flag = 0 | 1

/** What reports may ask of a deal, whether as it stands now or as it stood: the columns both tables share. */
export interface ReportableColumns {
  workspace_id: string
  name: string
  pipeline_id: string
  stage_id: string
  /** The highest rank reached in the pipeline it stands in. */
  highest_rank: number
  status: 'open' | 'won' | 'lost' | 'abandoned'
  value: number | null
  currency: string
  /** The deal's own, 0 to 100; null takes its stage's. */
  probability: number | null
  owner_id: string | null
  contact_id: string | null
  source: string | null
  /** JSON array of lower-case words. */
  tags: string
  expected_close_on: string | null
  reason_id: string | null
  created_at: string
  stage_entered_at: string
  closed_at: string | null
  /** The workspace's local day of `closed_at`: what rates and months go by. */
  closed_on: string | null
  /** From creation to the final close; null while it is open. */
  cycle_seconds: number | null
  episode: number
}

export interface OpportunityRow extends ReportableColumns {
  id: string
  number: number
  external_id: string | null
  import_run_id: string | null
  /** When the current history span began: no later change may be dated before it. */
  changed_at: string
  last_activity_at: string
  history_quality: 'full' | 'partial' | 'imported'
  deleted_at: string | null
  version: number
}

export interface OpportunityHistoryRow extends ReportableColumns {
  id: string
  opportunity_id: string
  version: number
  valid_from: string
  /** The span's excluded end; `9999-12-31T23:59:59.999Z` while it lasts. */
  valid_to: string
  deleted: Flag
  kind: string
  actor_id: string | null
  via: string
  recorded_at: string
  source_key: string | null
}

export interface StageStayRow {
  id: string
  workspace_id: string
  opportunity_id: string
  pipeline_id: string
  stage_id: string
  rank: number
  episode: number
  entered_at: string
  left_at: string | null
  outcome: string | null
  /** Where it went: the next stage, for the conversion matrix. */
  next_stage_id: string | null
  /** 0 when the import could not tell when the deal entered: such a stay is counted, never timed. */
  entry_known: Flag
  /** How long it lasted, in whole seconds; null while it goes on, and when nobody knows when it began. */
  seconds: number | null
}
