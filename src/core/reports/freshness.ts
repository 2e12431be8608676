import { type Directory, dealsLink, type Filters, NOBODY } from '../filters/index.ts'
import { ALL_TIME } from '../period.ts'
import { type AnswerRate, staleAnswersByOwner } from '../staleness/index.ts'
import { DAY_SECONDS, later } from '../time.ts'
import { narrowed } from './counting/narrowing.ts'
import { notesOn } from './counting/notes.ts'
import { deals, number, percent, when } from './counting/sentences.ts'
import { NOTHING, ratio } from './counting/tally.ts'
import { type ByWay, changesByWay, type Touched, touchedByOwner } from './counting/touches.ts'
import type { Ratio, Report, Row } from './report.ts'

/** Ways that changes come by, in the order in which they are shown. */
const WAYS = { slack: 'Slack', web: 'Web', api: 'API', import: 'Import', automation: 'Automation' } as const

/** How far figures can be trusted: whether deals are kept up to date, and how. */
export const freshness: Report = {
  id: 'freshness',
  title: 'Freshness',
  question: 'Can I trust this?',
  definition:
    'By owner: the share of the open deals that were touched in the last 7, 14 and 30 days; a change, a note or a finished ' +
    'task touches a deal. As of an earlier moment only changes are known to have touched it. By way: the changes recorded ' +
    'in the period, by where they were made; back-dated ones took effect before they were recorded. Answered: of the ' +
    'questions about idle deals that an owner was asked in the period, in all pipelines, those answered within 7 days.',
  dated: [
    { what: 'open deals', by: 'touched' },
    { what: 'changes', by: 'recorded' },
  ],
  columns: [
    { key: 'group', label: 'By', type: 'text' },
    { key: 'name', label: 'Name', type: 'text' },
    { key: 'count', label: 'Deals or changes', type: 'count' },
    { key: 'touched7', label: 'Last 7 days', type: 'ratio', none: 'no open deals' },
    { key: 'touched14', label: 'Last 14 days', type: 'ratio', none: 'no open deals' },
    { key: 'touched30', label: 'Last 30 days', type: 'ratio', none: 'no open deals' },
    { key: 'backDated', label: 'Back-dated', type: 'count' },
    { key: 'answered', label: 'Answered', type: 'ratio', none: 'none asked' },
  ],
  async run(ctx, filters, directory) {
    const open = narrowed({ ...filters, period: ALL_TIME }, ['open'])
    const now = filters.asOf ?? ctx.now()
    const since = [7, 14, 30].map((days) => later(now, -days * DAY_SECONDS)) as [string, string, string]
    const [owners, ways, answers] = await Promise.all([
      open ? touchedByOwner(ctx, open, since) : [],
      changesByWay(ctx, filters, now),
      staleAnswersByOwner(ctx, filters.period),
    ])
    return {
      rows: [
        ...owners.map((one) => ownerRow(one, answers, filters, directory)).sort(leastFreshFirst),
        ...wayRows(ways),
      ],
      totals: { ...shares(together(owners)), answered: answered(owners, answers) },
      n: together(owners).count,
      summary: summaryOf(filters, together(owners), ways),
      notes: await notesOn(ctx, filters, NOTHING),
    }
  },
}

function ownerRow(touched: Touched, answers: Answers, filters: Filters, directory: Directory): Row {
  const owner = touched.owner ?? NOBODY
  const name = directory.members.find(({ id }) => id === owner)?.name ?? 'Nobody'
  const link = dealsLink({ ...filters, status: ['open'], period: ALL_TIME, owner: [owner] }, directory)
  const rest = { backDated: null, answered: answered([touched], answers) }
  return { group: 'owner', name, count: touched.count, ...shares(touched), ...rest, deals: link }
}

type Answers = ReadonlyMap<string, AnswerRate>

/** How these owners answer together. */
function answered(owners: readonly Touched[], answers: Answers): Ratio {
  const own = owners.flatMap(({ owner }) => (owner ? [answers.get(owner) ?? { asked: 0, answered: 0 }] : []))
  const sum = (key: keyof AnswerRate) => own.reduce((all, one) => all + one[key], 0)
  return ratio(sum('answered'), sum('asked'))
}

function wayRows(ways: readonly ByWay[]): Row[] {
  return Object.entries(WAYS).map(([via, name]) => {
    const { count, backDated } = ways.find((way) => way.via === via) ?? { count: 0, backDated: 0 }
    return { group: 'way', name, count, touched7: null, touched14: null, touched30: null, backDated, answered: null }
  })
}

function shares({ count, touched7, touched14, touched30 }: Omit<Touched, 'owner'>): Record<string, Ratio> {
  return { touched7: ratio(touched7, count), touched14: ratio(touched14, count), touched30: ratio(touched30, count) }
}

function together(owners: readonly Touched[]): Omit<Touched, 'owner'> {
  const sum = (key: 'count' | 'touched7' | 'touched14' | 'touched30') =>
    owners.reduce((all, owner) => all + owner[key], 0)
  return { count: sum('count'), touched7: sum('touched7'), touched14: sum('touched14'), touched30: sum('touched30') }
}

function leastFreshFirst(a: Row, b: Row): number {
  const untouched = ({ touched30 }: Row) => (touched30 as Ratio).denominator - (touched30 as Ratio).numerator
  return untouched(b) - untouched(a) || String(a.name).localeCompare(String(b.name))
}

function summaryOf(filters: Filters, open: Omit<Touched, 'owner'>, ways: readonly ByWay[]): string {
  const changes = ways.reduce((sum, { count }) => sum + count, 0)
  const backDated = ways.reduce((sum, way) => sum + way.backDated, 0)
  const share = percent(ratio(open.touched30, open.count))
  const fresh =
    open.count === 0
      ? 'No deal is open'
      : `${number(open.touched30)} of ${deals(open.count, 'open')} (${share}) were touched in the last 30 days`
  const were = backDated === 1 ? 'was' : 'were'
  const made = changes === 1 ? '1 change' : `${number(changes)} changes`
  return `${fresh}; ${number(backDated)} of ${made}${when(filters)} ${were} back-dated.`
}
