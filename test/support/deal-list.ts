import { type Ctx, listOpportunities, type Opportunity, resolveFilters } from '../../src/core/index.ts'

/** Every deal that the actor may see, by number. */
export async function allDeals(ctx: Ctx): Promise<Opportunity[]> {
  const filters = await resolveFilters(ctx, {}, { defaultPeriod: 'all' })
  return (await listOpportunities(ctx, { filters, sort: 'number', limit: 200 })).items
}

/** The first deal of this name. */
export async function dealNamed(ctx: Ctx, name: string): Promise<Opportunity> {
  const deal = (await allDeals(ctx)).find((one) => one.name === name)
  if (!deal) throw new Error(`There is no deal called ${name}.`)
  return deal
}
