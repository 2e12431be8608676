import { type Category, categoryOf } from '../../categories/model.ts'
import type { Ctx } from '../../context.ts'
import { stagesOf } from '../../filters/directory.ts'
import { type Filters, loadDirectory } from '../../filters/index.ts'
import type { LocalDate } from '../../time.ts'
import { narrowed } from './narrowing.ts'
import { askEveryPart } from './population.ts'
import { priced } from './priced.ts'
import { type Tally, tallied, weighted } from './tally.ts'

/** Open deals that are expected to close on one day, and are equally sure. */
export interface ExpectedGroup extends Tally {
  /** Null where nobody said when. */
  readonly day: LocalDate | null
  readonly category: Category
  readonly weighted: number
}

/** The open deals that the filters let through, by expected close and category. */
export async function expectedByDay(ctx: Ctx, filters: Filters): Promise<ExpectedGroup[]> {
  const open = narrowed(filters, ['open'])
  if (!open) return []
  const stages = stagesOf(await loadDirectory(ctx))
  const pricing = { amount: priced(ctx, filters.asOf) }
  const groups = askEveryPart(ctx, open, (part) =>
    part
      // In the order of the index, so that nothing has to be sorted.
      .groupBy(['d.expected_close_on', 'd.stage_id', 'd.probability'])
      .select(['d.expected_close_on', 'd.stage_id', 'd.probability'])
      .select(tallied(ctx, filters.asOf))
      .select(weighted(pricing, stages)),
  )
  const chances = new Map(stages.map(({ id, probability }) => [id, probability]))
  return (groups ? await groups.execute() : []).map(({ expected_close_on, stage_id, probability, ...group }) => ({
    ...group,
    day: expected_close_on,
    category: categoryOf(probability ?? chances.get(stage_id) ?? 0),
  }))
}
