/** Where a workspace's rollups stand. Without a row, or without a generation, there are none to read from. */
export interface RollupStateRow {
  workspace_id: string
  /** Which of its rollups are to be read: complete but for the changes that wait. */
  generation: number | null
  /** Those that are being built. */
  building: number | null
  /** Whose days, months and years they go by. */
  time_zone: string
  /** The latest number given to either. */
  latest: number
}

/**
 * What deals that are alike come to: the key says in what, as far as the lens looks; where it does not look, texts are
 * empty and numbers are 0.
 */
export interface DealRollupRow {
  workspace_id: string
  generation: number
  kind:
    | 'open'
    | 'closed-day'
    | 'closed-month'
    | 'closed-year'
    | 'created-month'
    | 'change-day'
    | 'change-month'
    | 'cycle-month'
    | 'cycle-year'
  /** What it tells apart beside pipeline, stage and status. */
  lens: 'none' | 'owner' | 'source' | 'both'
  /** A local day, month or year, as the kind says. */
  bucket: string
  source: string
  status: string
  currency: string
  pipeline_id: string
  stage_id: string
  owner_id: string
  highest_rank: number
  /** Whole days from creation to the win, of the kinds that are about it. */
  cycle_days: number
  deals: number
  valued: number
  amount: number
  weighted: number
  cycles: number
}
