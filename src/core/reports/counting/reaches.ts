import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import { sum } from '../../db/portable.ts'
import type { Filters, ReachedStage } from '../../filters/filters.ts'
import { firstEntered, hasLeft, hasReached, standsAsFar, wasIn } from '../../filters/stay-store.ts'
import { priceAt } from '../../rates/price-store.ts'
import type { Instant } from '../../time.ts'
import { askEveryPart } from './population.ts'
import { NOTHING, type Tally } from './tally.ts'

/** The deals that came as far as one step of a funnel. */
export interface Reaching extends Tally {
  /** Those of them that came as far as the step before, too. */
  readonly alsoBefore: number
  /** Those that are open in the pipeline. */
  readonly open: number
}

export interface Reaches {
  /** Every deal that was in the pipeline at all. */
  readonly all: Tally
  /** Those of them that are open in it. */
  readonly open: number
  /** In the order asked for. */
  readonly steps: readonly Reaching[]
}

const NONE: Reaches = { all: NOTHING, open: 0, steps: [] }

type Steps = readonly [ReachedStage, ...ReachedStage[]]

/** How many deals came as far as each step, by the very conditions by which lists of deals are narrowed down. */
export function reachesOf(ctx: Ctx, filters: Filters, steps: Steps): Promise<Reaches> {
  const [{ entered }] = steps
  const inCohort = (step: ReachedStage) => (entered ? firstEntered(step, entered) : sql<boolean>`1 = 1`)
  return reaches(ctx, filters, steps, {
    among: (step, asOf) => sql<boolean>`${wasIn(step, asOf)} and ${inCohort(step)}`,
    belongs: sql<boolean>`1 = 1`,
    counts: hasReached,
  })
}

/**
 * The same of deals that were handed off to another pipeline, as far as where they stand does not tell: those that are
 * elsewhere now, and those that came back and do not stand as far as they once did.
 */
export async function reachesOfGone(ctx: Ctx, filters: Filters, steps: Steps): Promise<Reaches> {
  const [pipeline] = steps
  if (!(await anyLeft(ctx, pipeline))) return NONE
  return reaches(ctx, filters, steps, {
    among: hasLeft,
    belongs: sql<boolean>`d.pipeline_id <> ${pipeline.pipelineId}`,
    counts: (step, asOf) => sql<boolean>`${hasReached(step, asOf)} and not (${standsAsFar(step)})`,
  })
}

/** Most workspaces have one pipeline, and need not look further. */
async function anyLeft({ db }: Ctx, { workspaceId, pipelineId }: ReachedStage): Promise<boolean> {
  const left = db
    .selectFrom('stage_stays')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('pipeline_id', '=', pipelineId)
    .where('outcome', '=', sql.lit('handed_off'))
  return (await left.limit(1).executeTakeFirst()) !== undefined
}

type Condition = (step: ReachedStage, asOf: Instant | null) => Expression<SqlBool>

interface Question {
  /** Which deals are looked at. */
  readonly among: Condition
  /** Which of them are counted whatever they reached. */
  readonly belongs: Expression<SqlBool>
  readonly counts: Condition
}

async function reaches(ctx: Ctx, filters: Filters, steps: Steps, question: Question): Promise<Reaches> {
  const [pipeline] = steps
  const { asOf } = filters
  const flag = (condition: Expression<SqlBool>) => sql<number>`case when ${condition} then 1 else 0 end`
  // Every condition is looked at once: a union keeps the engines from working it out for each sum.
  const flagged = askEveryPart(ctx, filters, (part) =>
    part
      .where(question.among(pipeline, asOf))
      .select(['d.value', priceAt(ctx, asOf).as('worth')])
      .select(flag(sql<boolean>`d.status = 'open' and d.pipeline_id = ${pipeline.pipelineId}`).as('open'))
      .select(flag(question.belongs).as('belongs'))
      .select(steps.map((step, place) => flag(question.counts(step, asOf)).as(columnOf(place)))),
  )
  if (!flagged) return NONE
  const at = (place: number) => sql.ref<number>(`x.${columnOf(place)}`)
  const tallied = (among: Expression<number>, name: string) => [
    sum(among).as(`${name}_count`),
    sum(sql<number>`${among} * x.worth`).as(`${name}_value`),
    sum(sql<number>`case when x.value is null then ${among} end`).as(`${name}_unvalued`),
    sum(sql<number>`case when x.value is not null and x.worth is null then ${among} end`).as(`${name}_unpriced`),
  ]
  const row: Record<string, number> = await ctx.db
    .selectFrom(flagged.as('x'))
    .select(tallied(sql<number>`x.belongs`, 'all'))
    .select(sum(sql<number>`x.open`).as('open'))
    .select(steps.flatMap((_, place) => tallied(at(place), columnOf(place))))
    .select(steps.map((_, place) => sum(both(at(place), place && at(place - 1))).as(`${columnOf(place)}_also`)))
    .select(steps.map((_, place) => sum(sql<number>`${at(place)} * x.open`).as(`${columnOf(place)}_open`)))
    .executeTakeFirstOrThrow()
  const tally = (name: string): Tally => ({
    count: row[`${name}_count`] ?? 0,
    value: row[`${name}_value`] ?? 0,
    unvalued: row[`${name}_unvalued`] ?? 0,
    unpriced: row[`${name}_unpriced`] ?? 0,
  })
  return {
    all: tally('all'),
    open: row.open ?? 0,
    steps: steps.map((_, place) => ({
      ...tally(columnOf(place)),
      alsoBefore: row[`${columnOf(place)}_also`] ?? 0,
      open: row[`${columnOf(place)}_open`] ?? 0,
    })),
  }
}

function both(one: RawBuilder<number>, other: RawBuilder<number> | 0): RawBuilder<number> {
  return other === 0 ? one : sql<number>`${one} * ${other}`
}

function columnOf(place: number): string {
  return `step${place}`
}
