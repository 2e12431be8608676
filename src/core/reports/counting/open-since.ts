import { type SelectQueryBuilder, sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import type { Tables } from '../../db/tables.ts'
import { asOfMoment, type Filters, loadDirectory } from '../../filters/index.ts'
import { REPORTABLE_COLUMNS } from '../../opportunities/selection-store.ts'
import { ALL_TIME } from '../../period.ts'
import { dayFinder } from '../../rollups/days.ts'
import { FOREVER, type Instant, type LocalDate } from '../../time.ts'
import { byStageAndStatus } from './by-stage.ts'
import { type DayEnd, lastBefore } from './moments.ts'
import { dealsInSight, type Source } from './population.ts'
import { ownPricing, pricingOf } from './priced.ts'
import { type OpenRow, rolledOpenSince } from './rolled-open.ts'
import { added, NOTHING, type Tally, tallyOf, total } from './tally.ts'

/** What was open in each stage at the end of a day. */
export interface OpenAtDayEnd extends DayEnd {
  readonly stages: ReadonlyMap<string, Tally>
}

/** What was open, by stage, at each of the moments, which follow each other from `from` on. */
export async function openAtEnds(
  ctx: Ctx,
  given: Filters,
  from: Instant,
  ends: readonly DayEnd[],
): Promise<OpenAtDayEnd[]> {
  const until = ends.at(-1)?.at
  if (until === undefined) return []
  const filters: Filters = { ...given, asOf: null, status: ['open'], period: ALL_TIME }
  const start = lastBefore(from)
  const rolled = await rolledOpenSince(ctx, filters, start, until)
  const changes = rolled ? changesIn(ctx, rolled) : await changesSince(ctx, filters, start, until)
  return changes ? addedUp(changes, ends) : oneByOne(ctx, filters, ends)
}

/** What a stage has more, or less, from a day on; "" is before all of them. */
interface StageChange {
  readonly stage: string
  readonly day: LocalDate | ''
  readonly tally: Tally
}

function changesIn({ workspace }: Ctx, rows: readonly OpenRow[]): StageChange[] {
  const dayOf = dayFinder(workspace.timeZone)
  const onDay = (at: string): LocalDate => (at.includes('T') ? dayOf(at) : at)
  return rows.map((row) => ({
    stage: row.stage_id,
    day: onDay(row.at),
    tally: tallyOf(ownPricing(workspace.currency), row),
  }))
}

function addedUp(unsorted: readonly StageChange[], ends: readonly DayEnd[]): OpenAtDayEnd[] {
  const changes = [...unsorted].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  const stages = new Map<string, Tally>()
  let next = 0
  return ends.map((end) => {
    for (; (changes[next]?.day ?? FOREVER) <= end.day; next++) {
      const { stage, tally } = changes[next] as StageChange
      stages.set(stage, total([stages.get(stage) ?? NOTHING, tally]))
    }
    return { ...end, stages: new Map(stages) }
  })
}

/** By history, where rollups do not tell apart what the filters do; null where a filter or a price depends on the moment. */
async function changesSince(ctx: Ctx, filters: Filters, start: Instant, until: Instant): Promise<StageChange[] | null> {
  const { reached, stay, deal, attention, category } = filters
  if ([reached, stay, attention, category].some((one) => one !== undefined) || deal?.length) return null
  if ((await pricingOf(ctx, null)).converted) return null
  const stood = await byStageAndStatus(ctx, { ...filters, asOf: start })
  const changed = quarters(ctx, filters, 'valid_from', start, until, 1).unionAll(
    quarters(ctx, filters, 'valid_to', start, until, -1),
  )
  const rows = (await changed.execute()).map(({ sign, ...row }) => {
    const { at, count, valued, amount } = row
    return { ...row, at: `${at}:00.000Z`, count: sign * count, valued: sign * valued, amount: sign * amount }
  })
  return [...stood.map((group) => ({ stage: group.stage_id, day: '', tally: group })), ...changesIn(ctx, rows)]
}

/** Spans of open deals that began or ended, by the quarter of an hour: it lies within one day in every time zone. */
function quarters(
  ctx: Ctx,
  filters: Filters,
  edge: 'valid_from' | 'valid_to',
  after: Instant,
  until: Instant,
  sign: 1 | -1,
) {
  const spans = ctx.db
    .selectFrom('opportunity_history as h')
    .select(['h.opportunity_id as id', `h.${edge} as changed_at`])
    .select(REPORTABLE_COLUMNS)
    .where('h.workspace_id', '=', ctx.workspace.id)
    .where('h.status', '=', 'open')
    .where('h.deleted', '=', 0)
    .where(`h.${edge}`, '>', after)
    .where(`h.${edge}`, '<=', until)
  const minutes = sql`cast(substr(d.changed_at, 15, 2) as integer)`
  const quarter = sql<string>`substr(d.changed_at, 1, 14) || substr('00153045', ${minutes} / 15 * 2 + 1, 2)`
  return dealsInSight(ctx, filters, spans as unknown as Source)
    .groupBy(['d.stage_id', 'd.currency', sql`3`])
    .select(['d.stage_id', 'd.currency', quarter.as('at'), sql.lit(sign).as('sign')])
    .select(added(ownPricing(ctx.workspace.currency)))
    .select(sql<number>`0`.as('weighted')) as unknown as SelectQueryBuilder<Tables, never, OpenRow & { sign: number }>
}

/** One question for each moment. */
async function oneByOne(ctx: Ctx, filters: Filters, ends: readonly DayEnd[]): Promise<OpenAtDayEnd[]> {
  const directory = await loadDirectory(ctx)
  const answers: OpenAtDayEnd[] = []
  for (const end of ends) {
    const groups = await byStageAndStatus(ctx, asOfMoment(ctx, directory, filters, end.at))
    answers.push({ ...end, stages: new Map(groups.map((group) => [group.stage_id, group])) })
  }
  return answers
}
