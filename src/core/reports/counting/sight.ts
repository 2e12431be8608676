import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import type { Tables } from '../../db/tables.ts'
import type { Filters } from '../../filters/index.ts'
import { seesOnlyOwn } from '../../opportunities/selection-store.ts'
import { ALL_TIME } from '../../period.ts'
import type { Instant } from '../../time.ts'
import { isSaid } from './narrowing.ts'
import { askEveryPart } from './population.ts'

const of = expressionBuilder<Tables, never>()

/**
 * Whether what belongs to a deal, by the column that says to which, belongs to one that the filters let through and the
 * actor may see. The period is left aside: it is that of what belongs to the deal.
 */
export function isOfDealInSight(ctx: Ctx, filters: Filters, column: string): Expression<SqlBool> {
  const id = sql.ref<string>(column)
  const anyTime = { ...filters, period: ALL_TIME }
  // To know the few that are deleted is faster than to look at every deal.
  if (!narrowsDeals(ctx, anyTime)) return sql<boolean>`${id} not in (${deletedDeals(ctx, filters.asOf)})`
  const deals = askEveryPart(ctx, anyTime, (part) => part.select('d.id'))
  return deals ? of(id, 'in', of.selectFrom(deals.as('d')).select('d.id')) : sql<boolean>`1 = 0`
}

function narrowsDeals(ctx: Ctx, filters: Filters): boolean {
  const { asOf, period, currency, timeZone, today, ...others } = filters
  return Object.values(others).some(isSaid) || seesOnlyOwn(ctx)
}

function deletedDeals({ db, workspace }: Ctx, asOf: Instant | null) {
  const now = db.selectFrom('opportunities as o').select('o.id').where('o.workspace_id', '=', workspace.id)
  if (!asOf) return now.where('o.deleted_at', 'is not', null)
  return (
    db
      .selectFrom('opportunity_history as h')
      .select('h.opportunity_id as id')
      .where('h.workspace_id', '=', workspace.id)
      // Said literally: the index that finds them holds no others.
      .where('h.deleted', '=', sql.lit(1))
      .where('h.valid_from', '<=', asOf)
      .where('h.valid_to', '>', asOf)
  )
}
