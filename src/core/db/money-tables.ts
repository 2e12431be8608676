/** What one unit of `currency` is worth in units of `base` from a day on, until the next day that has a rate. */
export interface RateRow {
  id: string
  workspace_id: string
  /** The workspace's own currency when the rate was entered. */
  base: string
  currency: string
  /** The workspace's local day. */
  day: string
  /** Decimal text: "1.0834". */
  rate: string
  /** What a minor unit of `currency` is worth in minor units of `base`, as SQL multiplies: its whole part, */
  whole: number
  /** and three times six decimals. */
  part1: number
  part2: number
  part3: number
  /** The largest value that can be converted. */
  most: number
  entered_by: string | null
  entered_at: string
}

/** What shall be won. Setting it anew adds a row: the latest counts, and null means that there is none any more. */
export interface TargetRow {
  id: string
  workspace_id: string
  /** Null is the whole team. */
  member_id: string | null
  /** Null is every pipeline. */
  pipeline_id: string | null
  unit: 'month' | 'quarter'
  /** The period's first local day. */
  starts_on: string
  value: number | null
  currency: string
  set_by: string | null
  set_at: string
}

/** What somebody said would be won in a period: never changed, a later one stands beside it. */
export interface ForecastRow {
  id: string
  workspace_id: string
  /** Null is the whole team. */
  member_id: string | null
  unit: 'month' | 'quarter'
  starts_on: string
  value: number
  currency: string
  note: string | null
  submitted_by: string | null
  via: string
  submitted_at: string
}

export interface MoneyTables {
  rates: RateRow
  targets: TargetRow
  forecasts: ForecastRow
}
