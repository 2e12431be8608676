import { type SqlBool, sql } from 'kysely'
import { limitsAt } from '../../attention/model.ts'
import type { Ctx } from '../../context.ts'
import { count } from '../../db/portable.ts'
import { stagesOf } from '../../filters/directory.ts'
import { applyFilters, type Filters, loadDirectory } from '../../filters/index.ts'
import { seesOnlyOwn } from '../../opportunities/selection-store.ts'
import { ALL_TIME } from '../../period.ts'
import { localDateOf } from '../../time.ts'
import { narrowed } from './narrowing.ts'
import { askEveryPart, unionOf } from './population.ts'

/** An owner's open deals that are left alone beyond the limit of their stage. */
export interface Stale {
  /** Null for nobody. */
  readonly owner: string | null
  readonly count: number
}

/** The stale ones among the open deals that the filters let through, by owner; a group may come in parts. */
export async function staleByOwner(ctx: Ctx, filters: Filters): Promise<Stale[]> {
  const open = narrowed({ ...filters, period: ALL_TIME }, ['open'])
  const now = filters.asOf ?? ctx.now()
  const limits = limitsAt(now, stagesOf(await loadDirectory(ctx)))
  if (!open || limits.length === 0) return []
  if (open.asOf || open.attention) return staleThen(ctx, open, { limits, now })
  const { created, ...others } = open
  // Stage by stage, so that the index has each in the order of the groups.
  const stages = limits.flatMap(({ stageIds, before }) => stageIds.map((stage) => ({ stage, before })))
  const perStage = stages.map(({ stage, before }) =>
    applyFilters(ctx.db.selectFrom('opportunities as d'), { ...others, status: [] })
      .where('d.workspace_id', '=', ctx.workspace.id)
      .where('d.deleted_at', 'is', null)
      // In the words of the index.
      .where(sql<SqlBool>`d.status = 'open'`)
      .where('d.stage_id', '=', stage)
      .where('d.last_activity_at', '<', before)
      // Not the bare column: by its index every wide row would be read.
      .$if(created?.from != null, (all) => all.where(sql<SqlBool>`coalesce(d.created_at, '') >= ${created?.from}`))
      .$if(created?.to != null, (all) => all.where(sql<SqlBool>`coalesce(d.created_at, '') < ${created?.to}`))
      .$if(seesOnlyOwn(ctx), (all) => all.where('d.owner_id', '=', ctx.actor.memberId))
      .groupBy('d.owner_id')
      .select(['d.owner_id as owner', count().as('count')]),
  )
  return unionOf(perStage)?.execute() ?? []
}

/** Who asks for other deals that want attention gets the stale ones among those: two questions in one. */
async function staleThen(
  ctx: Ctx,
  filters: Filters,
  { limits, now }: { limits: ReturnType<typeof limitsAt>; now: string },
): Promise<Stale[]> {
  const today = localDateOf(now, ctx.workspace.timeZone)
  const stale: Filters = { ...filters, attention: { kinds: ['stale'], limits, today, nextMonth: today } }
  // Not the bare column: by its index every wide row would be read.
  const owner = sql<string>`coalesce(d.owner_id, '')`
  const groups = askEveryPart(ctx, stale, (part) =>
    applyFilters(part, { ...filters, created: ALL_TIME, status: [] })
      .groupBy(owner)
      .select([owner.as('owner'), count().as('count')]),
  )
  return (groups ? await groups.execute() : []).map((group) => ({ ...group, owner: group.owner || null }))
}
