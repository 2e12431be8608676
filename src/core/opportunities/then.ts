import type { Ctx } from '../context.ts'
import { notFound } from '../errors.ts'
import type { Instant } from '../time.ts'
import { itemOf } from './history.ts'
import type { HistoryItem, Opportunity } from './model.ts'
import { spansOfDeal } from './store.ts'
import { dealAtMoment, idOfNumber } from './undo-store.ts'

/** A deal as it stood at a moment, and what had happened to it by then, newest first. */
export interface OpportunityThen {
  readonly deal: Opportunity
  readonly history: readonly HistoryItem[]
}

/**
 * The deal as history says it stood at the moment. Throws `not_found` where it was not there yet, was deleted, or was
 * hidden from the actor then.
 */
export async function opportunityThen(ctx: Ctx, number: number, moment: Instant): Promise<OpportunityThen> {
  const id = await idOfNumber(ctx, number)
  const deal = id && (await dealAtMoment(ctx, id, moment))
  if (!deal)
    throw notFound(`There was no deal D-${number} at that moment. Choose a later one, or look at it as of now.`)
  const spans = (await spansOfDeal(ctx, deal.id)).filter((span) => span.valid_from <= moment)
  return { deal, history: spans.map((span, i) => itemOf(span, spans[i + 1])) }
}
