import { type Expression, expressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely'
import { epochSeconds } from '../db/portable.ts'
import type { ReportableColumns, StageStayRow, Tables } from '../db/tables.ts'
import type { Period } from '../period.ts'
import { DAY_SECONDS, type Instant } from '../time.ts'
import type { ReachedStage, StayFilter } from './filters.ts'

type Condition = Expression<SqlBool>
type Stay = { stay: StageStayRow }

/** Beyond every stage. */
const WIN_RANK = 1_000_000

const d = expressionBuilder<Tables & { d: ReportableColumns & { id: string } }, 'd'>()
const s = expressionBuilder<Stay, 'stay'>()

/** Whether the deal `d` had such a stay by the moment. Asked once for all deals, not deal by deal. */
export function hadStay(filter: StayFilter, asOf: Instant | null): Condition {
  const stays = d.selectFrom('stage_stays as stay').select('stay.opportunity_id')
  const own = stays.where('stay.workspace_id', '=', filter.workspaceId)
  return d('d.id', 'in', own.where(s.and(conditionsOn(filter, asOf))))
}

/** What the filter says of a stay, under the alias `stay`. */
function conditionsOn({ stageIds, outcome, wentTo, begun, ended }: StayFilter, asOf: Instant | null): Condition[] {
  const over = asOf ? s('stay.left_at', '<=', asOf) : s('stay.left_at', 'is not', null)
  const ends = outcome.filter((end) => end !== 'still_there')
  const ways = [
    ...(ends.length ? [s.and([over, s('stay.outcome', 'in', ends)])] : []),
    ...(outcome.includes('still_there') ? [goesOn(asOf)] : []),
  ]
  return [
    s('stay.stage_id', 'in', stageIds),
    ...(asOf ? [s('stay.entered_at', '<=', asOf)] : []),
    ...lies(s.ref('stay.entered_at'), begun),
    ...(ended ? [over, ...lies(s.ref('stay.left_at'), ended)] : []),
    ...(wentTo.length ? [over, s('stay.next_stage_id', 'in', wentTo)] : []),
    ...(ways.length ? [s.or(ways)] : []),
  ]
}

function goesOn(asOf: Instant | null): Condition {
  const never = s('stay.left_at', 'is', null)
  return asOf ? s.or([never, s('stay.left_at', '>', asOf)]) : never
}

function lies(moment: Expression<string | null>, period: Period | undefined): Condition[] {
  return [
    ...(period?.from ? [sql<boolean>`${moment} >= ${period.from}`] : []),
    ...(period?.to ? [sql<boolean>`${moment} < ${period.to}`] : []),
  ]
}

/** Whether the deal `d` came as far as the filter says by the moment. */
export function hasReached(reached: ReachedStage, asOf: Instant | null): Condition {
  const { entered, stageId } = reached
  return d.and([
    ...(entered ? [firstEntered(reached, entered)] : []),
    ...(stageId === null ? [isWon(reached)] : [cameTo(reached, stageId, asOf)]),
    // Whoever was won strictly went all the way.
    ...(stageId === null && reached.how === 'strict' ? [stayed(reached, strictPath(reached.stages), asOf)] : []),
  ])
}

function cameTo(reached: ReachedStage, stageId: string, asOf: Instant | null): Condition {
  const { stages, how, withinDays } = reached
  const rank = stages.find(({ id }) => id === stageId)?.rank ?? 0
  const beyond = stages.filter((stage) => stage.rank >= rank).map(({ id }) => id)
  switch (how) {
    case 'touched':
      return stayed(reached, [[stageId]], asOf)
    case 'strict':
      return stayed(reached, [...strictPath(stages.filter((stage) => stage.rank < rank)), [stageId]], asOf)
    case 'highlevel':
      return d.and([
        d('d.pipeline_id', '=', reached.pipelineId),
        d.or([d('d.stage_id', 'in', beyond), d('d.status', '=', 'won')]),
      ])
    default:
      return withinDays === null
        ? wentAsFar(reached, beyond, asOf)
        : d.or([stayed(reached, [beyond], asOf), isWon(reached)])
  }
}

/** The stages that a deal has to go through one after the other. */
function strictPath(stages: ReachedStage['stages']): string[][] {
  return stages.filter(({ retired }) => !retired).map(({ id }) => [id])
}

/** By the furthest rank that every deal carries for its own pipeline; for those that left it, by their stays. */
function wentAsFar(reached: ReachedStage, beyond: string[], asOf: Instant | null): Condition {
  return d.or([standsAsFar(reached), d.and([hasLeft(reached, asOf), stayed(reached, [beyond], asOf)])])
}

/** Whether the deal stands in the pipeline and came as far as the stage there, or was won. */
export function standsAsFar({ pipelineId, stages, stageId }: ReachedStage): Condition {
  const rank = stages.find(({ id }) => id === stageId)?.rank ?? WIN_RANK
  const asFar = d.or([d('d.highest_rank', '>=', rank), d('d.status', '=', 'won')])
  return d.and([d('d.pipeline_id', '=', pipelineId), asFar])
}

/** Whether the deal was handed off to another pipeline by then; it may have come back. */
export function hasLeft(
  { workspaceId, pipelineId }: Pick<ReachedStage, 'workspaceId' | 'pipelineId'>,
  asOf: Instant | null,
): Condition {
  const left = d
    .selectFrom('stage_stays as gone')
    .select('gone.opportunity_id')
    .where('gone.workspace_id', '=', workspaceId)
    .where('gone.pipeline_id', '=', pipelineId)
    // Said literally: the index that finds them holds no other stays.
    .where('gone.outcome', '=', sql.lit('handed_off'))
  return d('d.id', 'in', asOf ? left.where('gone.left_at', '<=', asOf) : left)
}

/** Whether the deal stands in the pipeline, or stood in it by then. */
export function wasIn(reached: ReachedStage, asOf: Instant | null): Condition {
  return d.or([d('d.pipeline_id', '=', reached.pipelineId), hasLeft(reached, asOf)])
}

/** The win belongs to the pipeline that the deal was won in. */
function isWon(reached: ReachedStage): Condition {
  return d.and([
    d('d.pipeline_id', '=', reached.pipelineId),
    d('d.status', '=', 'won'),
    ...within(reached, sql.ref('d.closed_at')),
  ])
}

/** One stay after the other, each in one of the stages at its place; of one moment, the later written is the later. */
function stayed(reached: ReachedStage, path: readonly (readonly string[])[], asOf: Instant | null): Condition {
  const [stages = [], ...later] = path
  return d.exists(stayAmong(reached, 0, stages, later, asOf))
}

function stayAmong(
  reached: ReachedStage,
  place: number,
  stages: readonly string[],
  later: readonly (readonly string[])[],
  asOf: Instant | null,
): Expression<unknown> {
  const [next, ...rest] = later
  const [me, before] = [`s${place}`, `s${place - 1}`]
  const at = (column: string, alias = me) => sql.ref<string>(`${alias}.${column}`)
  const conditions = [
    sql`${at('workspace_id')} = ${reached.workspaceId}`,
    sql`${at('opportunity_id')} = d.id`,
    sql`${at('stage_id')} in (${sql.join(stages)})`,
    ...(asOf ? [sql`${at('entered_at')} <= ${asOf}`] : []),
    ...(place > 0
      ? [sql`(${at('entered_at')}, ${at('id')}) > (${at('entered_at', before)}, ${at('id', before)})`]
      : []),
    ...within(reached, at('entered_at')),
    ...(next ? [sql`exists ${stayAmong(reached, place + 1, next, rest, asOf)}`] : []),
  ]
  return sql`(select 1 from stage_stays as ${sql.ref(me)} where ${sql.join(conditions, sql` and `)})`
}

/** At most so many days after the deal's beginning, to the second. */
function within(reached: ReachedStage, moment: RawBuilder<string | null>): RawBuilder<boolean>[] {
  const { withinDays, since } = reached
  if (withinDays === null) return []
  const beginning = since === 'created' ? sql.ref<string>('d.created_at') : firstEntry(reached)
  const elapsed = sql`${epochSeconds(moment)} - ${epochSeconds(beginning)}`
  return [sql<boolean>`(${elapsed}) <= ${sql.lit(withinDays * DAY_SECONDS)}`]
}

/** When the deal first entered a stage of the pipeline. */
function firstEntry({ workspaceId, pipelineId }: ReachedStage): RawBuilder<string> {
  return sql<string>`(select min(first.entered_at) from stage_stays as first where first.workspace_id = ${workspaceId}
    and first.opportunity_id = d.id and first.pipeline_id = ${pipelineId})`
}

/** Found by the stays begun then, and only those that were the deal's first. */
export function firstEntered(reached: ReachedStage, period: Period): Condition {
  const { workspaceId, stages } = reached
  const begun = { workspaceId, stageIds: stages.map(({ id }) => id), outcome: [], wentTo: [], begun: period }
  return d.and([hadStay(begun, null), ...lies(firstEntry(reached), period)])
}
