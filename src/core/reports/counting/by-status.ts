import type { Ctx } from '../../context.ts'
import type { Filters } from '../../filters/index.ts'
import type { Status } from '../../opportunities/model.ts'
import { cellsOf } from './cells.ts'
import { groupedBy } from './grouped.ts'
import { type Tally, total } from './tally.ts'

/** The population by status; statuses without a deal are there, too. */
export async function byStatus(ctx: Ctx, filters: Filters): Promise<Record<Status, Tally>> {
  const cells = groupedBy(await cellsOf(ctx, filters), ({ status }) => status)
  const of = (status: Status): Tally => total(cells.get(status) ?? [])
  return { open: of('open'), won: of('won'), lost: of('lost'), abandoned: of('abandoned') }
}
