import { type Category, categoryOf } from '../../categories/model.ts'
import type { Ctx } from '../../context.ts'
import { stagesOf } from '../../filters/directory.ts'
import { type Filters, loadDirectory } from '../../filters/index.ts'
import type { LocalDate } from '../../time.ts'
import { narrowed } from './narrowing.ts'
import { openByExpectedClose, unionOf } from './population.ts'
import { hasPrice, pricingOf } from './priced.ts'
import { added, type Tally, tallyOf, weighted } from './tally.ts'

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
  const [directory, pricing] = await Promise.all([loadDirectory(ctx), pricingOf(ctx, filters.asOf)])
  const stages = stagesOf(directory)
  const groups = openByExpectedClose(ctx, open).map((part) =>
    part
      // In the order of the index, so that nothing has to be sorted.
      .groupBy(['d.expected_close_on', 'd.status', 'd.currency', 'd.stage_id', 'd.probability'])
      .select(['d.expected_close_on', 'd.currency', 'd.stage_id', 'd.probability'])
      .select(added(pricing))
      .select(weighted(pricing, stages)),
  )
  const chances = new Map(stages.map(({ id, probability }) => [id, probability]))
  const rows = (await unionOf(groups)?.execute()) ?? []
  return rows.map(({ expected_close_on, stage_id, probability, weighted, ...group }) => ({
    ...tallyOf(pricing, group),
    day: expected_close_on,
    category: categoryOf(probability ?? chances.get(stage_id) ?? 0),
    weighted: hasPrice(pricing, group) ? weighted : 0,
  }))
}
