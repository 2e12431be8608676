import type { TxCtx } from '../context.ts'
import { record } from './journal.ts'
import { moveTo, type Opportunity, type StageOfDeal } from './model.ts'
import { momentAfter } from './moments.ts'
import * as store from './store.ts'

/** Moves every open deal out of a stage that is about to be retired. Resolves to how many there were. */
export async function moveOpenDeals(
  tx: TxCtx,
  move: { fromStageId: string; to: StageOfDeal; pipeline: Opportunity['pipeline'] },
): Promise<number> {
  const deals = await store.openDealsIn(tx, move.fromStageId)
  for (const deal of deals) {
    await record(tx, deal, moveTo(deal, move.to, move.pipeline, momentAfter(tx, deal), 'stage-retired'))
  }
  return deals.length
}
