import type { DealColumn } from '../deal-lists/model.ts'
import type { Sort } from '../opportunities/sort-store.ts'

/** A list of deals under a name: what it is narrowed down by, how it is sorted, and in which columns. */
export interface SavedFilter {
  readonly id: string
  readonly name: string
  readonly owner: { readonly id: string; readonly name: string }
  /** Offered to the whole team. */
  readonly shared: boolean
  /** Filters as they stand in an address: `stage=Proposal&status=open`. */
  readonly query: string
  readonly sort: Sort
  readonly columns: readonly DealColumn[]
}

export const LONGEST_NAME = 60
export const LONGEST_QUERY = 2000
/** More than these nobody finds anything in. */
export const MOST_SAVED = 100
