import type { Filters } from '../filters/index.ts'
import { STAY_OUTCOMES } from '../opportunities/stays.ts'
import { DAY_SECONDS } from '../time.ts'
import { notesOn } from './counting/notes.ts'
import { number, when } from './counting/sentences.ts'
import { linkToStays, type NamedStage, stagesShown } from './counting/stay-rows.ts'
import { type Ended, type Open, SHORTEST_SECONDS, staysEnded, staysGoingOn } from './counting/stays.ts'
import { NOTHING } from './counting/tally.ts'
import type { Report, Row } from './report.ts'

const NO_SPREAD = { n: 0, median: null, p75: null, p90: null }

/** Where deals wait. */
export const timeInStage: Report = {
  id: 'time-in-stage',
  title: 'Time in stage',
  question: 'Where do deals wait?',
  definition:
    'How long stays in a stage lasted that ended in the period, however they ended: the median, and what three in four ' +
    'and nine in ten stayed below; n is how many were timed. Stays under 60 seconds are counted, not timed, and so are ' +
    'those of which nobody knows when they began. Beside them, the ages of the stays that go on. A deal that came twice ' +
    'counts twice, and is listed once. Pipeline and stage are those of the stay; other filters are about the deal.',
  dated: [
    { what: 'stays that ended', by: 'left stage' },
    { what: 'stays that go on', by: 'as of' },
  ],
  columns: [
    { key: 'stage', label: 'Stage', type: 'text' },
    { key: 'pipeline', label: 'Pipeline', type: 'text' },
    { key: 'count', label: 'Stays ended', type: 'count' },
    { key: 'n', label: 'Timed', type: 'count' },
    { key: 'median', label: 'Median', type: 'duration', n: 'n', none: 'none timed' },
    { key: 'p75', label: '3 in 4 below (p75)', type: 'duration', n: 'n', none: 'none timed' },
    { key: 'p90', label: '9 in 10 below (p90)', type: 'duration', n: 'n', none: 'none timed' },
    { key: 'openN', label: 'Still there', type: 'count' },
    { key: 'openMedian', label: 'Median age', type: 'duration', n: 'openN', none: 'none there' },
    { key: 'openP75', label: '3 in 4 younger (p75)', type: 'duration', n: 'openN', none: 'none there' },
    { key: 'openP90', label: '9 in 10 younger (p90)', type: 'duration', n: 'openN', none: 'none there' },
  ],
  async run(ctx, filters, directory) {
    const [ended, open] = await Promise.all([
      staysEnded(ctx, filters, directory),
      staysGoingOn(ctx, filters, directory),
    ])
    const stages = stagesShown((id) => ended.has(id) || open.has(id), filters, directory)
    const { from, to } = filters.period
    const rows = stages.map((named): Row => {
      const when = from || to ? { ended: filters.period } : { outcome: STAY_OUTCOMES }
      const stay = { stageIds: [named.stage.id], ...when }
      return { ...rowOf(named, ended, open), ...linkToStays(ctx, filters, stay, directory) }
    })
    const sum = (key: string) => rows.reduce((all, row) => all + (row[key] as number), 0)
    return {
      rows,
      totals: { count: sum('count'), n: sum('n'), openN: sum('openN') },
      n: sum('count'),
      summary: summaryOf(filters, rows),
      notes: [...notTimed([...ended.values()], [...open.values()]), ...(await notesOn(ctx, filters, NOTHING))],
    }
  },
}

function rowOf(
  { stage, name, pipeline }: NamedStage,
  ended: ReadonlyMap<string, Ended>,
  open: ReadonlyMap<string, Open>,
): Row {
  const { count, lasted } = ended.get(stage.id) ?? { count: 0, lasted: NO_SPREAD }
  const { age } = open.get(stage.id) ?? { age: NO_SPREAD }
  return {
    ...{ stage: name, pipeline: pipeline.name, count, ...lasted },
    ...{ openN: age.n, openMedian: age.median, openP75: age.p75, openP90: age.p90 },
  }
}

function notTimed(ended: readonly Ended[], open: readonly Open[]): string[] {
  const sum = (counts: number[]) => counts.reduce((all, count) => all + count, 0)
  const tooShort = sum(ended.map((group) => group.tooShort))
  const unknown = sum([...ended, ...open].map((group) => group.unknown))
  return [
    ...(tooShort > 0
      ? [`${stays(tooShort)} ended within ${SHORTEST_SECONDS} seconds: ${are(tooShort)} not timed.`]
      : []),
    ...(unknown > 0 ? [`Of ${stays(unknown)} nobody knows the beginning: ${are(unknown)} not timed.`] : []),
  ]
}

function stays(count: number): string {
  return `${number(count)} ${count === 1 ? 'stay' : 'stays'}`
}

function are(count: number): string {
  return count === 1 ? 'it is' : 'they are'
}

function summaryOf(filters: Filters, rows: readonly Row[]): string {
  const timed = rows.filter(({ median }) => median !== null)
  const [longest] = timed.sort((a, b) => (b.median as number) - (a.median as number))
  if (!longest) return `No stay that could be timed ended${when(filters) || ' yet'}.`
  const days = (seconds: unknown) => `${((seconds as number) / DAY_SECONDS).toFixed(1)} days`
  const { stage, median, p90, n } = longest
  return `Deals wait longest in ${stage}: half leave within ${days(median)}, nine in ten within ${days(p90)} (n = ${number(n as number)}).`
}
