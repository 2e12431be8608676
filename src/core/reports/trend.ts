import type { Ctx } from '../context.ts'
import { type Directory, dealsLink, type Filters } from '../filters/index.ts'
import { formatMoneyShort } from '../money.ts'
import { ALL_TIME } from '../period.ts'
import type { Stage } from '../pipelines/model.ts'
import type { Instant } from '../time.ts'
import { dayEnds, type Grouping, groupingOf, lastBefore } from './counting/moments.ts'
import { narrowed } from './counting/narrowing.ts'
import { notesOn } from './counting/notes.ts'
import { type OpenAtDayEnd, openAtEnds } from './counting/open-since.ts'
import { deals, noDeals, when } from './counting/sentences.ts'
import { NOTHING, type Tally, total } from './counting/tally.ts'
import type { Report, Row } from './report.ts'

/** How the open pipeline grew and shrank. */
export const trend: Report = {
  id: 'trend',
  title: 'Trend',
  question: 'How has the pipeline grown?',
  definition:
    'The open deals in each stage at the end of every day, week or month of the period, as history says they stood: count ' +
    'and value. The last one is cut off at the end of the period, or now. Deals stand in the stage and with the value ' +
    'that they had then; days are the workspace’s local days.',
  dated: [{ what: 'open deals at each end', by: 'as of' }],
  options: [
    {
      key: 'group',
      label: 'Every',
      choices: [
        { id: 'auto', label: 'As it fits' },
        { id: 'day', label: 'Day' },
        { id: 'week', label: 'Week' },
        { id: 'month', label: 'Month' },
      ],
    },
  ],
  columns: [
    { key: 'day', label: 'At the end of', type: 'date' },
    { key: 'stage', label: 'Stage', type: 'text' },
    { key: 'pipeline', label: 'Pipeline', type: 'text' },
    { key: 'count', label: 'Deals', type: 'count' },
    { key: 'value', label: 'Value', type: 'money' },
  ],
  async run(ctx, filters, directory, { group }) {
    const open = narrowed(filters, ['open'])
    if (!open) return { rows: [], totals: {}, n: 0, summary: 'A trend is made of open deals.', notes: [] }
    const until = earlier(filters.period.to && lastBefore(filters.period.to), filters.asOf ?? ctx.now())
    const from = filters.period.from ?? (await firstCreation(ctx)) ?? until
    const grouping = group === 'auto' ? groupingOf(from, until) : (group as Grouping)
    const ends = from > until ? [] : dayEnds(from, until, grouping, ctx.workspace)
    const points = await openAtEnds(ctx, open, from, ends)
    const [first, last] = [points[0], points.at(-1)].map((point) => total([...(point?.stages.values() ?? [])]))
    return {
      rows: rowsOf(points, open, directory),
      totals: { count: last?.count ?? 0, value: last?.value ?? 0 },
      n: last?.count ?? 0,
      summary: summaryOf(ctx, filters, first ?? NOTHING, last ?? NOTHING),
      notes: await notesOn(ctx, { ...open, period: ALL_TIME, asOf: points.at(-1)?.at ?? null }, last ?? NOTHING),
    }
  },
}

function earlier(a: Instant | null, b: Instant): Instant {
  return a !== null && a < b ? a : b
}

/** When the first deal began. */
async function firstCreation({ db, workspace }: Ctx): Promise<Instant | null> {
  // Asked for as a stretch, so that the first entry of the index by creation is all that is read.
  const all = db.selectFrom('opportunities').where('workspace_id', '=', workspace.id).where('created_at', '>', '')
  const row = await all.select('created_at').orderBy('created_at').limit(1).executeTakeFirst()
  return row?.created_at ?? null
}

/** Every stage that held a deal at any of the moments, at each of them. */
function rowsOf(points: readonly OpenAtDayEnd[], filters: Filters, directory: Directory): Row[] {
  const held = new Set(
    points.flatMap(({ stages }) => [...stages].flatMap(([id, { count }]) => (count > 0 ? [id] : []))),
  )
  const shown = directory.pipelines.flatMap((pipeline) =>
    pipeline.stages.filter(({ id }) => held.has(id)).map((stage) => ({ stage, pipeline: pipeline.name })),
  )
  return points.flatMap(({ day, at, stages }) => {
    const then = { ...filters, status: ['open'], period: ALL_TIME, asOf: at } satisfies Filters
    return shown.map(({ stage, pipeline }) => {
      const { count, value } = stages.get(stage.id) ?? NOTHING
      return {
        day,
        stage: nameOf(stage),
        pipeline,
        count,
        value,
        deals: dealsLink({ ...then, stage: [stage.id] }, directory),
      }
    })
  })
}

function nameOf({ name, retiredAt }: Stage): string {
  return retiredAt ? `${name} (retired)` : name
}

function summaryOf({ workspace }: Ctx, filters: Filters, first: Tally, last: Tally): string {
  const money = (value: number) => formatMoneyShort(Math.abs(value), workspace.currency)
  if (first.count === 0 && last.count === 0) return noDeals(filters)
  const now = `${money(last.value)} in ${deals(last.count, 'open')}`
  const difference = last.value - first.value
  if (difference === 0) return `Open pipeline is what it was${when(filters)}: ${now}.`
  return `Open pipeline ${difference > 0 ? 'grew' : 'shrank'} by ${money(difference)}${when(filters)}, to ${now}.`
}
