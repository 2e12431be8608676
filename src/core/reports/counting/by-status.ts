import type { Ctx } from '../../context.ts'
import type { Filters } from '../../filters/index.ts'
import type { Status } from '../../opportunities/model.ts'
import { population } from './population.ts'
import { NOTHING, type Tally, tallied } from './tally.ts'

/** The population by status; statuses without a deal are there, too. */
export async function byStatus(ctx: Ctx, filters: Filters): Promise<Record<Status, Tally>> {
  const groups = await population(ctx, filters)
    .groupBy('d.status')
    .select('d.status')
    .select(tallied(ctx.workspace.currency))
    .execute()
  const of = (status: Status): Tally => groups.find((group) => group.status === status) ?? NOTHING
  return { open: of('open'), won: of('won'), lost: of('lost'), abandoned: of('abandoned') }
}
