import { formatMoneyShort } from '../money.ts'
import { STATUSES } from '../opportunities/model.ts'
import { byStatus } from './counting/by-status.ts'
import { admits, linkTo } from './counting/narrowing.ts'
import { notesOn } from './counting/notes.ts'
import { deals, noDeals, number, when } from './counting/sentences.ts'
import { total } from './counting/tally.ts'
import type { Report } from './report.ts'

/** How deals have ended. */
export const status: Report = {
  id: 'status',
  title: 'Status',
  question: 'How have deals ended?',
  definition:
    'Open deals, and deals whose final close lies in the period, by status; for all time, every deal. A deal that was ' +
    'reopened is open; only its final close counts.',
  dated: [
    { what: 'open deals', by: 'as of' },
    { what: 'closed deals', by: 'closed' },
  ],
  columns: [
    { key: 'status', label: 'Status', type: 'text' },
    { key: 'count', label: 'Deals', type: 'count' },
    { key: 'value', label: 'Value', type: 'money' },
  ],
  async run(ctx, filters, directory) {
    const groups = await byStatus(ctx, filters)
    const all = total(Object.values(groups))
    const { won, lost, abandoned, open } = groups
    const worth = formatMoneyShort(won.value, ctx.workspace.currency)
    const ended = `${number(won.count)} won worth ${worth}, ${number(lost.count)} lost, ${number(abandoned.count)} abandoned`
    return {
      rows: STATUSES.filter((one) => admits(filters, one)).map((one) => ({
        status: one,
        count: groups[one].count,
        value: groups[one].value,
        ...linkTo(filters, one, directory),
      })),
      totals: { count: all.count, value: all.value },
      n: all.count,
      summary: all.count === 0 ? noDeals(filters) : `${deals(open.count)} open; ${ended}${when(filters)}.`,
      notes: await notesOn(ctx, filters, all),
    }
  },
}
