import type { Opportunity } from '../opportunities/model.ts'
import type { Sort } from '../opportunities/sort-store.ts'
import type { Pipeline, Stage } from '../pipelines/model.ts'
import type { NextTask } from '../tasks/model.ts'

/** What comes first within a column: the soonest close, the largest value, or the longest in its stage. */
export const BOARD_SORTS = ['expected-close', '-value', 'stage-entered'] as const satisfies readonly Sort[]
export type BoardSort = (typeof BOARD_SORTS)[number]

/** How many cards a column begins with, and by how many it grows. */
export const CARDS_AT_ONCE = 25
/** More than these are a list, not a column. */
export const MOST_CARDS = 500

/** A deal on the board, with the task that comes next for it, if there is one. */
export interface BoardCard {
  readonly deal: Opportunity
  readonly nextTask: NextTask | null
}

/** A stage with its open deals. The figures are those of all of them, however many cards are shown. */
export interface BoardColumn {
  readonly stage: Stage
  readonly count: number
  /** Minor units of the workspace's currency. */
  readonly value: number
  /** Value times probability, rounded deal by deal. */
  readonly weighted: number
  /** Deals without a value, and deals that could not be priced: counted, not added. */
  readonly unvalued: number
  readonly unpriced: number
  readonly cards: readonly BoardCard[]
  /** Where all of its deals are listed in the dashboard. */
  readonly link: string
}

export interface Board {
  readonly pipeline: Pipeline
  /** In the order of their ranks. A retired stage is there only as long as deals are in sight that stand or stood in it. */
  readonly columns: readonly BoardColumn[]
}
