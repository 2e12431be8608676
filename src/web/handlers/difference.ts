import { type Ctx, type Difference, differenceBetween } from '../../core/index.ts'
import type { PageFilters } from '../filters.ts'

/** Why a report's figures for a period that is over are not what they were at its end; null while it lasts. */
export async function differenceOn(
  ctx: Ctx,
  report: string,
  { filters, moments }: PageFilters,
): Promise<Difference | null> {
  if (!moments.over) return null
  try {
    return await differenceBetween(ctx, { report, filters, from: moments.over.end, to: null })
  } catch (error) {
    ctx.log.error({ err: error, report }, 'The difference to the end of a period could not be shown')
    return null
  }
}
