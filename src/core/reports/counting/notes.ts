import type { Ctx } from '../../context.ts'
import { count } from '../../db/portable.ts'
import type { Filters } from '../../filters/index.ts'
import { seesOnlyOwn } from '../../opportunities/selection-store.ts'
import { priceAt } from '../../rates/price-store.ts'
import { askEveryPart } from './population.ts'
import { deals } from './sentences.ts'
import type { Tally } from './tally.ts'

/** What was not counted or not priced, and why. */
export async function notesOn(ctx: Ctx, filters: Filters, { unvalued, unpriced }: Tally): Promise<string[]> {
  return [
    ...(seesOnlyOwn(ctx) ? ['You see your own deals only.'] : []),
    ...(unvalued > 0 ? [`${deals(unvalued)} ${unvalued === 1 ? 'has' : 'have'} no value.`] : []),
    ...(unpriced > 0 ? await unpricedNotes(ctx, filters) : []),
  ]
}

async function unpricedNotes(ctx: Ctx, filters: Filters): Promise<string[]> {
  const groups = askEveryPart(ctx, filters, (part) =>
    part
      .where('d.value', 'is not', null)
      .where('d.currency', '<>', ctx.workspace.currency)
      .where(priceAt(ctx, filters.asOf), 'is', null)
      .groupBy('d.currency')
      .select(['d.currency', count().as('count')]),
  )
  const counts = new Map<string, number>()
  for (const group of groups ? await groups.execute() : []) {
    counts.set(group.currency, (counts.get(group.currency) ?? 0) + group.count)
  }
  return [...counts].sort().map(([currency, many]) => {
    const verbs = many === 1 ? 'has no rate and is not priced' : 'have no rate and are not priced'
    return `${deals(many)} in ${currency} ${verbs}.`
  })
}
