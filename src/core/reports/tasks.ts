import { limitsAt } from '../attention/model.ts'
import { stagesOf } from '../filters/directory.ts'
import { type Directory, dealsLink, type Filters, NOBODY } from '../filters/index.ts'
import { ALL_TIME } from '../period.ts'
import { localDateOf } from '../time.ts'
import { narrowed } from './counting/narrowing.ts'
import { notesOn } from './counting/notes.ts'
import { deals, noDeals, number, when } from './counting/sentences.ts'
import { NOTHING } from './counting/tally.ts'
import { openByOwner, type Workload, workloads } from './counting/workload.ts'
import type { Report, Row } from './report.ts'

const NO_TASKS = { open: 0, overdue: 0, done: 0 }

/** Whether the work on deals is being done. */
export const tasks: Report = {
  id: 'tasks',
  title: 'Tasks',
  question: 'Is the work being done?',
  definition:
    'Tasks by who shall do them: open ones, those of them that are overdue, and those done in the period. A task is ' +
    'overdue once its hour, or else its day, is over. Beside them, by owner, the open deals without a next step: without ' +
    'an open task, and without an expected close that is not past. As of an earlier moment, a task has the assignee and ' +
    'the time that it has today. Filters are about the deals.',
  dated: [
    { what: 'open tasks and deals', by: 'as of' },
    { what: 'tasks done', by: 'done' },
  ],
  columns: [
    { key: 'assignee', label: 'Who', type: 'text' },
    { key: 'open', label: 'Open', type: 'count' },
    { key: 'overdue', label: 'Overdue', type: 'count' },
    { key: 'done', label: 'Done', type: 'count' },
    { key: 'count', label: 'Deals without a next step', type: 'count' },
  ],
  async run(ctx, filters, directory) {
    const now = filters.asOf ?? ctx.now()
    const today = localDateOf(now, ctx.workspace.timeZone)
    const open = narrowed({ ...filters, period: ALL_TIME }, ['open'])
    const limits = limitsAt(now, stagesOf(directory))
    const idle = { kinds: ['no-next-step' as const], limits, today, nextMonth: today }
    const [loads, without] = await Promise.all([
      workloads(ctx, filters, { now, today }),
      open && !filters.attention ? openByOwner(ctx, { ...open, attention: idle }) : new Map<string | null, number>(),
    ])
    const who = [...new Set([...loads.map(({ assignee }) => assignee), ...without.keys()])]
    const rows = who.map((member): Row => {
      const load = loads.find(({ assignee }) => assignee === member) ?? NO_TASKS
      const count = without.get(member) ?? 0
      const name = directory.members.find(({ id }) => id === member)?.name ?? 'Nobody'
      const narrowedDown: Filters = { ...filters, owner: [member ?? NOBODY], attention: idle }
      const figures = { open: load.open, overdue: load.overdue, done: load.done, count }
      return { assignee: name, ...figures, ...(count > 0 ? linkTo(narrowedDown, directory) : {}) }
    })
    const totals = totalsOf(rows)
    return {
      rows: rows.sort(mostOverdueFirst),
      totals,
      n: totals.open + totals.done,
      summary: summaryOf(filters, totals),
      notes: [...attentionNote(filters), ...(await notesOn(ctx, filters, NOTHING))],
    }
  },
}

function linkTo(filters: Filters, directory: Directory): { deals: string } {
  return { deals: dealsLink({ ...filters, status: ['open'], period: ALL_TIME }, directory) }
}

type Totals = Omit<Workload, 'assignee'> & { readonly count: number }

function totalsOf(rows: readonly Row[]): Record<string, number> & Totals {
  const sum = (key: string) => rows.reduce((all, row) => all + (row[key] as number), 0)
  return { open: sum('open'), overdue: sum('overdue'), done: sum('done'), count: sum('count') }
}

function mostOverdueFirst(a: Row, b: Row): number {
  const by = (key: string) => (b[key] as number) - (a[key] as number)
  return by('overdue') || by('open') || String(a.assignee).localeCompare(String(b.assignee))
}

function attentionNote({ attention }: Filters): string[] {
  return attention ? ['Deals without a next step are not counted while you look at deals that want attention.'] : []
}

function summaryOf(filters: Filters, { open, overdue, done, count }: Totals): string {
  if (open + done + count === 0) {
    return noDeals(filters).startsWith('No deals fit')
      ? noDeals(filters)
      : 'No tasks, and no open deal without a next step.'
  }
  const are = overdue === 1 ? 'is' : 'are'
  const lack = `${deals(count, 'open')} ${count === 1 ? 'has' : 'have'} no next step`
  return `${number(overdue)} of ${number(open)} open tasks ${are} overdue, ${number(done)} done${when(filters)}; ${lack}.`
}
