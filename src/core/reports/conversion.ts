import type { Filters } from '../filters/index.ts'
import type { Status } from '../opportunities/model.ts'
import { byStatus } from './counting/by-status.ts'
import { createdInPeriod, linkTo } from './counting/narrowing.ts'
import { notesOn } from './counting/notes.ts'
import { deals, noDeals, number, percent, when } from './counting/sentences.ts'
import { ratio, type Tally, total } from './counting/tally.ts'
import type { Report } from './report.ts'

type ByStatus = Record<Status, Tally>

/** How good the team is at winning, by three rates that are often mistaken for one another. */
export const conversion: Report = {
  id: 'conversion',
  title: 'Conversion',
  question: 'How good are we at winning?',
  definition:
    'Won of closed: won / (won + lost), by final close in the period; abandoned deals are left out. Won of all: won / ' +
    'every deal, open, lost and abandoned ones too, closed ones by final close in the period (as HighLevel counts). ' +
    'Cohort: of the deals created in the period, the share won so far. Each by number and by value; each row opens ' +
    'its won deals.',
  columns: [
    { key: 'measure', label: 'Measure', type: 'text' },
    { key: 'rate', label: 'By number', type: 'ratio' },
    { key: 'rateByValue', label: 'By value', type: 'ratio' },
    { key: 'detail', label: 'Of what', type: 'text' },
  ],
  async run(ctx, filters, directory) {
    const createdFilters = createdInPeriod(filters)
    const [standing, created] = await Promise.all([byStatus(ctx, filters), byStatus(ctx, createdFilters)])
    const { won, lost, abandoned } = standing
    const rate = (of: readonly Tally[], part = won) => ({
      rate: ratio(part.count, total(of).count),
      rateByValue: ratio(part.value, total(of).value),
    })
    const wonDeals = linkTo(filters, 'won', directory)
    const cohort = rate(Object.values(created), created.won)
    return {
      rows: [
        { measure: 'won-of-all', ...rate(Object.values(standing)), detail: ofAll(standing), ...wonDeals },
        { measure: 'won-of-closed', ...rate([won, lost]), detail: ofClosed(standing), ...wonDeals },
        { measure: 'cohort', ...cohort, detail: ofCreated(created), ...linkTo(createdFilters, 'won', directory) },
      ],
      totals: {},
      n: total(Object.values(standing)).count,
      summary: summaryOf(filters, standing),
      notes: [...abandonedNote(abandoned), ...(await notesOn(ctx, filters, total(Object.values(standing))))],
    }
  },
}

function summaryOf(filters: Filters, standing: ByStatus): string {
  const { won, lost } = standing
  const closed = won.count + lost.count
  if (total(Object.values(standing)).count === 0) return noDeals(filters)
  if (closed === 0) return `No deal was won or lost${when(filters) || ' yet'}.`
  const rate = percent(ratio(won.count, closed))
  return `${rate} of closed deals were won${when(filters)}: ${number(won.count)} of ${number(closed)}.`
}

function abandonedNote({ count }: Tally): string[] {
  if (count === 0) return []
  return [`${deals(count)} ${count === 1 ? 'was' : 'were'} abandoned: in won of all, not in won of closed.`]
}

function ofAll({ won, open, lost, abandoned }: ByStatus): string {
  const others = `${number(open.count)} open, ${number(lost.count)} lost, ${number(abandoned.count)} abandoned`
  return `${number(won.count)} won, ${others}`
}

function ofClosed({ won, lost }: ByStatus): string {
  return `${number(won.count)} won, ${number(lost.count)} lost`
}

function ofCreated(created: ByStatus): string {
  const all = total(Object.values(created)).count
  if (all === 0) return 'none created'
  return `${number(created.won.count)} won of ${number(all)} created, ${percent(ratio(created.open.count, all))} still open`
}
