import { type AttentionFilter, limitsAt } from '../attention/model.ts'
import type { Ctx } from '../context.ts'
import { stagesOf } from '../filters/directory.ts'
import { type Directory, dealsLink, type Filters } from '../filters/index.ts'
import { ALL_TIME } from '../period.ts'
import { DAY_SECONDS, secondsBetween } from '../time.ts'
import {
  longestStale,
  longestStuck,
  type Measures,
  type Waiting,
  type WaitingTotals,
  waitingTotals,
} from './counting/aging.ts'
import { narrowed } from './counting/narrowing.ts'
import { notesOn } from './counting/notes.ts'
import { deals, number } from './counting/sentences.ts'
import { NOTHING } from './counting/tally.ts'
import type { Report, Row } from './report.ts'

/** More deals than this nobody reads in one list. */
const MOST_ROWS = 50

/** Which open deals wait for too long. */
export const aging: Report = {
  id: 'aging',
  title: 'Aging',
  question: 'What is stuck?',
  definition:
    'Open deals beyond the limit of their stage. Stuck ones are in the stage for longer than its limit, whatever was ' +
    'edited meanwhile; stale ones are idle for longer: no person changed them, noted on them or finished a task of ' +
    'theirs. The stuck come first, by how far they are beyond the limit, then those that are only stale, by how far ' +
    'they are. Stages without a limit have neither; limits are those of today. The period does not matter.',
  dated: [
    { what: 'days in stage', by: 'entered stage' },
    { what: 'idle days', by: 'touched' },
  ],
  columns: [
    { key: 'deal', label: 'Deal', type: 'text' },
    { key: 'stage', label: 'Stage', type: 'text' },
    { key: 'owner', label: 'Owner', type: 'text' },
    { key: 'why', label: 'Why', type: 'text' },
    { key: 'inStage', label: 'In stage', type: 'duration' },
    { key: 'idle', label: 'Idle', type: 'duration' },
    { key: 'limit', label: 'Limit', type: 'duration' },
    { key: 'count', label: 'Deals', type: 'count' },
    { key: 'value', label: 'Value', type: 'money' },
  ],
  async run(ctx, filters, directory) {
    const open = narrowed(filters, ['open'])
    if (!open) return { rows: [], totals: {}, n: 0, summary: 'Only open deals can be stuck.', notes: [] }
    const measures = measuresAt(ctx, filters, directory)
    const [totals, stuck, stale] = await Promise.all([
      waitingTotals(ctx, open, measures),
      longestStuck(ctx, open, measures, MOST_ROWS),
      longestStale(ctx, open, measures, MOST_ROWS),
    ])
    const named = (one: Waiting) => rowOf(ctx, filters, directory, one)
    const worstFirst = (key: 'inStage' | 'idle') => (a: Row, b: Row) => beyond(b, key) - beyond(a, key)
    const rows = [...stuck.map(named).sort(worstFirst('inStage')), ...stale.map(named).sort(worstFirst('idle'))]
    const shown = rows.slice(0, MOST_ROWS)
    return {
      rows: [...shown, ...others(shown, totals)],
      totals: { count: totals.count, value: totals.value },
      n: totals.count,
      summary: summaryOf(totals, shown),
      notes: [...capNote(totals), ...(await notesOn(ctx, filters, { ...NOTHING, unvalued: totals.unvalued }))],
    }
  },
}

function measuresAt(ctx: Ctx, { asOf }: Filters, directory: Directory): Measures {
  // The days of the calendar matter to other kinds of attention only.
  const calendar: Pick<AttentionFilter, 'today' | 'nextMonth'> = { today: '', nextMonth: '' }
  return { ...calendar, limits: limitsAt(asOf ?? ctx.now(), stagesOf(directory)) }
}

function rowOf(ctx: Ctx, filters: Filters, directory: Directory, deal: Waiting): Row {
  const now = filters.asOf ?? ctx.now()
  const stage = stagesOf(directory).find(({ id }) => id === deal.stage_id)
  const limit = (stage?.limitDays ?? 0) * DAY_SECONDS
  const [inStage, idle] = [secondsBetween(deal.stage_entered_at, now), secondsBetween(deal.last_activity_at, now)]
  const why = [...(inStage > limit ? ['stuck'] : []), ...(idle > limit ? ['stale'] : [])].join(' and ')
  return {
    ...{ deal: `D-${deal.number} ${deal.name}`, stage: stage?.name ?? null },
    owner: directory.members.find(({ id }) => id === deal.owner_id)?.name ?? 'Nobody',
    ...{ why, inStage, idle, limit, count: 1, value: deal.worth },
    deals: dealsLink({ ...filters, status: ['open'], period: ALL_TIME, deal: [deal.number] }, directory),
  }
}

function beyond({ limit, ...row }: Row, key: 'inStage' | 'idle'): number {
  return (row[key] as number) - (limit as number)
}

/** What the list leaves out, so that its sums are those of the whole. */
function others(shown: readonly Row[], { count, value }: WaitingTotals): Row[] {
  const rest = count - shown.length
  if (rest <= 0) return []
  const sum = shown.reduce((all, row) => all + ((row.value as number | null) ?? 0), 0)
  const nothing = { stage: null, owner: null, why: null, inStage: null, idle: null, limit: null }
  return [{ deal: 'Other', ...nothing, count: rest, value: value - sum }]
}

function capNote({ count }: WaitingTotals): string[] {
  if (count <= MOST_ROWS) return []
  return [`The list shows the worst ${MOST_ROWS}; the others are together in the last row.`]
}

function summaryOf({ open, count, stuck, stale }: WaitingTotals, [worst]: readonly Row[]): string {
  if (open === 0) return 'No deal is open.'
  if (count === 0 || !worst) return `None of ${deals(open, 'open')} is stuck or stale.`
  const days = (seconds: unknown) => `${Math.floor((seconds as number) / DAY_SECONDS)} days`
  const who = `${worst.deal}, ${days(worst.inStage)} in ${worst.stage}`
  return `Of ${deals(open, 'open')}, ${number(stuck)} are stuck and ${number(stale)} stale; worst is ${who}.`
}
