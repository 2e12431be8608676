import { type SqlBool, sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import { count } from '../../db/portable.ts'
import { type Filters, loadDirectory } from '../../filters/index.ts'
import type { Status } from '../../opportunities/model.ts'
import { narrowed } from './narrowing.ts'
import { askEveryPart } from './population.ts'
import { neverDeals } from './real.ts'

/** Deals that one member closed and another one owns. */
export interface HandedOn {
  readonly status: Status
  /** Null for nobody. */
  readonly owner: string | null
  readonly closer: string | null
  /** Negative where they never were deals, to be taken away. */
  readonly count: number
}

/** What was won or lost in the filters' period and given to somebody else afterwards: seldom anything. */
export async function handedOn(ctx: Ctx, filters: Filters): Promise<HandedOn[]> {
  const closed = narrowed(filters, ['won', 'lost'])
  if (!closed || !(await anyChangedAfterClose(ctx))) return []
  const never = neverDeals(closed, await loadDirectory(ctx))
  const others = never ? await askFor(ctx, never) : []
  return [...(await askFor(ctx, closed)), ...others.map((group) => ({ ...group, count: -group.count }))]
}

async function anyChangedAfterClose(ctx: Ctx): Promise<boolean> {
  return (await changedAfterClose(ctx).limit(1).executeTakeFirst()) !== undefined
}

function changedAfterClose({ db, workspace }: Ctx) {
  return (
    db
      .selectFrom('opportunity_history as later')
      .select('later.opportunity_id')
      .where('later.workspace_id', '=', workspace.id)
      // In the words of its index.
      .where(sql<SqlBool>`later.status <> 'open' and later.kind <> 'won' and later.kind <> 'lost'`)
      .where(sql<SqlBool>`later.kind <> 'abandoned'`)
  )
}

async function askFor(ctx: Ctx, filters: Filters): Promise<HandedOn[]> {
  const groups = askEveryPart(ctx, filters, (part) =>
    part
      .innerJoin('opportunity_history as closing', (join) =>
        join
          .onRef('closing.opportunity_id', '=', 'd.id')
          .onRef('closing.valid_from', '=', 'd.closed_at')
          .onRef('closing.kind', '=', 'd.status'),
      )
      .where('closing.workspace_id', '=', ctx.workspace.id)
      .where('d.id', 'in', changedAfterClose(ctx))
      .where(sql<SqlBool>`coalesce(closing.owner_id, '') <> coalesce(d.owner_id, '')`)
      .groupBy(['d.status', 'd.owner_id', 'closing.owner_id'])
      .select(['d.status', 'd.owner_id as owner', 'closing.owner_id as closer', count().as('count')]),
  )
  return groups ? groups.execute() : []
}
