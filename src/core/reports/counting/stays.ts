import { sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import { count, sum } from '../../db/portable.ts'
import { stagesOf } from '../../filters/directory.ts'
import type { Directory, Filters } from '../../filters/index.ts'
import type { StayOutcome } from '../../opportunities/stays.ts'
import type { Period } from '../../period.ts'
import { type Instant, secondOf } from '../../time.ts'
import { numbersIn, type Spread, spreadOf } from './percentiles.ts'
import { isOfDealInSight } from './sight.ts'

/** Stays shorter than this many seconds are somebody's slip: counted, not timed. */
export const SHORTEST_SECONDS = 60

/** Stays of one stage that came to the same end. */
export interface Begun {
  readonly stage_id: string
  /** Null for those that go on. */
  readonly outcome: StayOutcome | null
  readonly next_stage_id: string | null
  readonly count: number
}

/** The stays that began in the filters' period, by what became of them until the filters' moment. */
export async function staysBegun(ctx: Ctx, filters: Filters, directory: Directory): Promise<Begun[]> {
  const { asOf, period } = filters
  const stays = staysInSight(ctx, filters, directory)
  if (!stays) return []
  const until = (column: 'outcome' | 'next_stage_id') =>
    asOf
      ? sql<string | null>`case when s.left_at <= ${asOf} then ${sql.ref(`s.${column}`)} end`
      : sql.ref(`s.${column}`)
  const begun = lying(stays, 's.entered_at', period)
    .select('s.stage_id')
    .select(until('outcome').as('outcome'))
    .select(until('next_stage_id').as('next_stage_id'))
  const alike = ['x.stage_id', 'x.outcome', 'x.next_stage_id'] as const
  const groups = ctx.db.selectFrom(begun.as('x')).groupBy(alike).select(alike).select(count().as('count'))
  return (await groups.execute()) as Begun[]
}

/** Stays of one stage that ended, and how long they lasted. */
export interface Ended {
  readonly count: number
  /** Seconds, of those that are timed. */
  readonly lasted: Spread
  readonly tooShort: number
  /** Nobody knows when they began. */
  readonly unknown: number
}

/** The stays that ended in the filters' period and by its moment, by stage id. */
export async function staysEnded(ctx: Ctx, filters: Filters, directory: Directory): Promise<Map<string, Ended>> {
  const { asOf, period } = filters
  const stays = staysInSight(ctx, filters, directory)
  if (!stays) return new Map()
  // Given as text, since sorting them here takes a tenth of the time that either engine needs to rank them.
  const durations = sql<string | null>`string_agg(cast(case when s.seconds >= ${sql.lit(SHORTEST_SECONDS)}
    then s.seconds end as text), ',')`
  const rows = await lying(stays, 's.left_at', period)
    .where('s.left_at', 'is not', null)
    .$if(asOf !== null, (all) => all.where('s.left_at', '<=', asOf as Instant))
    .groupBy('s.stage_id')
    .select(['s.stage_id', count().as('count'), durations.as('durations')])
    .select(sum(sql<number>`case when s.seconds < ${sql.lit(SHORTEST_SECONDS)} then 1 end`).as('tooShort'))
    .select(sum(sql<number>`case when s.seconds is null then 1 end`).as('unknown'))
    .execute()
  return new Map(
    rows.map(({ stage_id, durations, ...group }) => [stage_id, { ...group, lasted: spreadOf(numbersIn(durations)) }]),
  )
}

/** Stays of one stage that go on, and how old they are. */
export interface Open {
  /** Seconds until the filters' moment. */
  readonly age: Spread
  readonly unknown: number
}

/** The stays that go on at the filters' moment, by stage id. */
export async function staysGoingOn(ctx: Ctx, filters: Filters, directory: Directory): Promise<Map<string, Open>> {
  const { asOf } = filters
  const stays = staysInSight(ctx, filters, directory)
  if (!stays) return new Map()
  const rows = await stays
    .where((row) => row.or([row('s.left_at', 'is', null), ...(asOf ? [row('s.left_at', '>', asOf)] : [])]))
    .groupBy('s.stage_id')
    .select('s.stage_id')
    .select(sql<string | null>`string_agg(case when s.entry_known = 1 then s.entered_at end, ',')`.as('entries'))
    .select(sum(sql<number>`1 - s.entry_known`).as('unknown'))
    .execute()
  const now = secondOf(asOf ?? ctx.now())
  return new Map(
    rows.map(({ stage_id, entries, unknown }) => {
      // Text order is time order, and the index has it already: the latest entry is the youngest stay.
      const sorted = entries ? entries.split(',').sort().reverse() : []
      return [
        stage_id,
        { age: spreadOf({ length: sorted.length, at: (i) => now - secondOf(sorted[i] ?? '') }), unknown },
      ]
    }),
  )
}

/** Stays as `s` in the stages asked for, begun by the filters' moment, of the deals that the other filters let through. */
function staysInSight(ctx: Ctx, filters: Filters, directory: Directory) {
  const { asOf, stage, pipeline } = filters
  const stages = stagesOf(directory, pipeline).filter(({ id }) => stage.length === 0 || stage.includes(id))
  const stays = ctx.db
    .selectFrom('stage_stays as s')
    .where('s.workspace_id', '=', ctx.workspace.id)
    .where(
      's.stage_id',
      'in',
      stages.map(({ id }) => id),
    )
    .$if(asOf !== null, (all) => all.where('s.entered_at', '<=', asOf as Instant))
  if (stages.length === 0) return null
  return stays.where(isOfDealInSight(ctx, { ...filters, pipeline: [], stage: [] }, 's.opportunity_id'))
}

type Stays = NonNullable<ReturnType<typeof staysInSight>>

function lying(stays: Stays, column: 's.entered_at' | 's.left_at', { from, to }: Period): Stays {
  return stays
    .$if(from !== null, (all) => all.where(column, '>=', from as Instant))
    .$if(to !== null, (all) => all.where(column, '<', to as Instant))
}
