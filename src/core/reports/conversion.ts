import type { Directory } from '../filters/index.ts'
import { createdInPeriod, linkTo } from './counting/narrowing.ts'
import { notesOn } from './counting/notes.ts'
import { type ByStatus, neverDealsNote } from './counting/real.ts'
import { deals, noDeals, number, percent, when } from './counting/sentences.ts'
import { monthly, type Stretch, wholePeriod } from './counting/stretches.ts'
import { ratio, type Tally, total } from './counting/tally.ts'
import type { Report, Row } from './report.ts'

/** How good the team is at winning, by three rates that are often mistaken for one another. */
export const conversion: Report = {
  id: 'conversion',
  title: 'Conversion',
  question: 'How good are we at winning?',
  definition:
    'Won of closed: won / (won + lost), by final close in the period; abandoned deals are left out unless asked for. ' +
    'Won of all: won / every deal, open, lost and abandoned ones too, closed ones by final close in the period (as ' +
    'HighLevel counts). Cohort: of the deals created in the period, the share won so far. Each by number and by value, ' +
    'for the period or for each month of it as if it were the period; each row opens its won deals. Deals closed for a ' +
    'reason that says there never was a deal are in none of them.',
  dated: [
    { what: 'open deals of won of all', by: 'as of' },
    { what: 'closed deals', by: 'closed' },
    { what: 'the cohort', by: 'created' },
  ],
  options: [
    {
      key: 'group',
      label: 'By',
      choices: [
        { id: 'none', label: 'Whole period' },
        { id: 'month', label: 'Month' },
      ],
    },
    {
      key: 'abandoned',
      label: 'Abandoned deals',
      choices: [
        { id: 'beside', label: 'Beside' },
        { id: 'included', label: 'Among the closed' },
      ],
    },
  ],
  columns: [
    { key: 'month', label: 'Month', type: 'text' },
    { key: 'measure', label: 'Measure', type: 'text' },
    { key: 'rate', label: 'By number', type: 'ratio' },
    { key: 'rateByValue', label: 'By value', type: 'ratio', n: 'n' },
    { key: 'n', label: 'Deals', type: 'count' },
    { key: 'detail', label: 'Of what', type: 'text' },
  ],
  async run(ctx, filters, directory, { group, abandoned }) {
    const withAbandoned = abandoned === 'included'
    const whole = await wholePeriod(ctx, filters)
    const stretches = group === 'month' ? await monthly(ctx, whole) : [whole]
    const all = total(Object.values(whole.standing))
    return {
      rows: stretches.flatMap((stretch) => rowsOf(stretch, withAbandoned, directory)),
      totals: {},
      n: all.count,
      summary: summaryOf(whole, withAbandoned),
      notes: [
        ...abandonedNote(whole.standing.abandoned, withAbandoned),
        ...(await neverDealsNote(ctx, filters)),
        ...(await notesOn(ctx, filters, all)),
      ],
    }
  },
}

function rowsOf({ month, filters, standing, created }: Stretch, withAbandoned: boolean, directory: Directory): Row[] {
  const rate = (of: readonly Tally[], { won }: ByStatus) => ({
    rate: ratio(won.count, total(of).count),
    rateByValue: ratio(won.value, total(of).value),
    n: total(of).count,
  })
  const wonDeals = linkTo(filters, 'won', directory)
  const closed = closedOf(standing, withAbandoned)
  const wonOfAll = { ...rate(Object.values(standing), standing), detail: ofAll(standing), ...wonDeals }
  const wonOfClosed = { ...rate(closed, standing), detail: ofClosed(standing, withAbandoned), ...wonDeals }
  const cohort = { ...rate(Object.values(created), created), detail: ofCreated(created) }
  return [
    { month, measure: 'won-of-all', ...wonOfAll, ...noneOf(wonOfAll, 'no deals') },
    { month, measure: 'won-of-closed', ...wonOfClosed, ...noneOf(wonOfClosed, 'no closed deals') },
    {
      month,
      measure: 'cohort',
      ...cohort,
      ...noneOf(cohort, 'no deals created'),
      ...linkTo(createdInPeriod(filters), 'won', directory),
    },
  ]
}

/** Why a rate is missing: nothing to count, or nothing among it that has a value. */
function noneOf({ rate, rateByValue }: Pick<Row, 'rate' | 'rateByValue'>, nothing: string): { none?: string } {
  const isMissing = (cell: Row[string]) => typeof cell === 'object' && cell?.value === null
  if (isMissing(rate)) return { none: nothing }
  return isMissing(rateByValue) ? { none: 'none has a value' } : {}
}

function closedOf({ won, lost, abandoned }: ByStatus, withAbandoned: boolean): Tally[] {
  return withAbandoned ? [won, lost, abandoned] : [won, lost]
}

function summaryOf({ filters, standing }: Stretch, withAbandoned: boolean): string {
  const { won } = standing
  const closed = total(closedOf(standing, withAbandoned)).count
  if (total(Object.values(standing)).count === 0) return noDeals(filters)
  if (closed === 0) return `No deal was won or lost${when(filters) || ' yet'}.`
  const rate = percent(ratio(won.count, closed))
  return `${rate} of closed deals were won${when(filters)}: ${number(won.count)} of ${number(closed)}.`
}

function abandonedNote({ count }: Tally, withAbandoned: boolean): string[] {
  if (count === 0) return []
  const where = withAbandoned ? 'in won of all and in won of closed' : 'in won of all, not in won of closed'
  return [`${deals(count)} ${count === 1 ? 'was' : 'were'} abandoned: ${where}.`]
}

function ofAll({ won, open, lost, abandoned }: ByStatus): string {
  const others = `${number(open.count)} open, ${number(lost.count)} lost, ${number(abandoned.count)} abandoned`
  return `${number(won.count)} won, ${others}`
}

function ofClosed({ won, lost, abandoned }: ByStatus, withAbandoned: boolean): string {
  const ended = `${number(won.count)} won, ${number(lost.count)} lost`
  return withAbandoned ? `${ended}, ${number(abandoned.count)} abandoned` : ended
}

function ofCreated(created: ByStatus): string {
  const all = total(Object.values(created)).count
  if (all === 0) return 'none created'
  return `${number(created.won.count)} won of ${number(all)} created, ${percent(ratio(created.open.count, all))} still open`
}
