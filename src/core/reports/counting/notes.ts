import type { Ctx } from '../../context.ts'
import { count } from '../../db/portable.ts'
import type { Filters } from '../../filters/index.ts'
import { seesOnlyOwn } from '../../opportunities/selection-store.ts'
import { population } from './population.ts'
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
  const groups = await population(ctx, filters)
    .where('d.value', 'is not', null)
    .where('d.currency', '<>', ctx.workspace.currency)
    .groupBy('d.currency')
    .orderBy('d.currency')
    .select(['d.currency', count().as('count')])
    .execute()
  return groups.map((group) => {
    const verbs = group.count === 1 ? 'has no rate and is not priced' : 'have no rate and are not priced'
    return `${deals(group.count)} in ${group.currency} ${verbs}.`
  })
}
