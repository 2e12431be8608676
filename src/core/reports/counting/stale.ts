import { type SqlBool, sql } from 'kysely'
import { limitsAt } from '../../attention/model.ts'
import type { Ctx } from '../../context.ts'
import { count, sum } from '../../db/portable.ts'
import { stagesOf } from '../../filters/directory.ts'
import { applyFilters, type Filters, loadDirectory } from '../../filters/index.ts'
import { seesOnlyOwn } from '../../opportunities/selection-store.ts'
import { ALL_TIME } from '../../period.ts'
import { type Instant, localDateOf } from '../../time.ts'
import { narrowed } from './narrowing.ts'
import { askEveryPart, createdWithin, dealsInSight, OWNER, unionOf } from './population.ts'
import { fromRollups, lensFor, rolledRows, waitingDeals } from './rolled.ts'
import { together } from './together.ts'

/** An owner's open deals that are left alone beyond the limit of their stage. */
export interface Stale {
  /** Null for nobody. */
  readonly owner: string | null
  readonly count: number
}

/** A stage whose deals are stale when nobody touched them since the moment. */
interface Limited {
  readonly stage: string
  readonly before: Instant
}

/** The stale ones among the open deals that the filters let through, by owner; a group may come in parts. */
export async function staleByOwner(ctx: Ctx, filters: Filters): Promise<Stale[]> {
  const open = narrowed({ ...filters, period: ALL_TIME }, ['open'])
  const now = filters.asOf ?? ctx.now()
  const limits = limitsAt(now, stagesOf(await loadDirectory(ctx)))
  if (!open || limits.length === 0) return []
  if (open.asOf || open.attention) return staleThen(ctx, open, { limits, now })
  const stages = limits.flatMap(({ stageIds, before }) => stageIds.map((stage) => ({ stage, before })))
  return (await allButFresh(ctx, open, stages)) ?? (await staleNow(ctx, open, stages))
}

function staleNow(ctx: Ctx, filters: Filters, stages: readonly Limited[]): Promise<Stale[]> {
  const perStage = stages.map((limited) => openIn(ctx, filters, limited, '<'))
  return unionOf(perStage)?.execute() ?? Promise.resolve([])
}

/**
 * The same, by what rollups know: of very many open deals only few can be fresh, as many as people can touch, so those are
 * counted and taken away. Null where rollups cannot tell.
 */
function allButFresh(ctx: Ctx, filters: Filters, stages: readonly Limited[]): Promise<Stale[] | null> {
  // Rollups of open deals do not know when they were created.
  if (filters.created) return Promise.resolve(null)
  const inStages = sql<SqlBool>`d.stage_id in (${sql.join(stages.map(({ stage }) => stage))})`
  return fromRollups(ctx, filters, async (generation) => {
    const of = { generation, kind: 'open', lens: lensFor(ctx, filters, { byOwner: true }) } as const
    const rows = rolledRows(ctx, filters, of)
      .where(inStages)
      .groupBy('d.owner_id')
      .select(['d.owner_id as owner', sum(sql.ref<number>('d.deals')).as('count'), sql.lit(1).as('sign')])
    const waiting = waitingDeals(ctx).map(({ source, sign }) =>
      dealsInSight(ctx, filters, source)
        .where(inStages)
        .groupBy('d.owner_id')
        .select(['d.owner_id as owner', count().as('count'), sql.lit(sign as number).as('sign')]),
    )
    const fresh = stages.map((limited) => openIn(ctx, filters, limited, '>=').select(sql.lit(-1).as('sign')))
    const all = [rows, ...waiting, ...fresh] as unknown as (typeof fresh)[number][]
    return together((await unionOf(all)?.execute()) ?? [], ['owner'], ['count'])
  })
}

/** The open deals of a stage that were last touched before the moment or since then, by owner. */
function openIn(ctx: Ctx, { created, ...others }: Filters, { stage, before }: Limited, side: '<' | '>=') {
  return (
    createdWithin(applyFilters(ctx.db.selectFrom('opportunities as d'), { ...others, status: [] }), created)
      .where('d.workspace_id', '=', ctx.workspace.id)
      .where('d.deleted_at', 'is', null)
      // In the words of the index.
      .where(sql<SqlBool>`d.status = 'open'`)
      .where('d.stage_id', '=', stage)
      .where('d.last_activity_at', side, before)
      .$if(seesOnlyOwn(ctx), (all) => all.where('d.owner_id', '=', ctx.actor.memberId))
      .groupBy('d.owner_id')
      .select(['d.owner_id as owner', count().as('count')])
  )
}

/** Who asks for other deals that want attention gets the stale ones among those: two questions in one. */
async function staleThen(
  ctx: Ctx,
  filters: Filters,
  { limits, now }: { limits: ReturnType<typeof limitsAt>; now: Instant },
): Promise<Stale[]> {
  const today = localDateOf(now, ctx.workspace.timeZone)
  const stale: Filters = { ...filters, attention: { kinds: ['stale'], limits, today, nextMonth: today } }
  const groups = askEveryPart(ctx, stale, (part) =>
    applyFilters(part, { ...filters, created: ALL_TIME, status: [] })
      .groupBy(OWNER)
      .select([OWNER.as('owner'), count().as('count')]),
  )
  return (groups ? await groups.execute() : []).map((group) => ({ ...group, owner: group.owner || null }))
}
