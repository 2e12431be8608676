import type { Ctx } from '../context.ts'
import { type Directory, dealsLink, type Filters, NOBODY } from '../filters/index.ts'
import { formatMoneyShort } from '../money.ts'
import type { Status } from '../opportunities/model.ts'
import { type Cell, cellsOf } from './counting/cells.ts'
import { notesOn } from './counting/notes.ts'
import { deals, noDeals, when } from './counting/sentences.ts'
import { ratio, total } from './counting/tally.ts'
import type { Ratio, Report } from './report.ts'

interface Figures {
  readonly owner: string
  readonly openCount: number
  readonly openValue: number
  readonly wonCount: number
  readonly wonValue: number
  readonly winRate: Ratio
  /** Seconds; null without a win. */
  readonly meanCycle: number | null
  readonly count: number
}

/** Who carries what. */
export const owners: Report = {
  id: 'owners',
  title: 'Owners',
  question: 'Who carries what?',
  definition:
    'By owner: the open deals, and what was won by final close in the period. Win rate is won / (won + lost). The cycle ' +
    'is the mean time from creation to the final win. Deals ' +
    'counts everything of the owner’s that is open or was closed in the period. Most won first.',
  columns: [
    { key: 'owner', label: 'Owner', type: 'text' },
    { key: 'openValue', label: 'Open value', type: 'money' },
    { key: 'openCount', label: 'Open', type: 'count' },
    { key: 'wonValue', label: 'Won value', type: 'money' },
    { key: 'wonCount', label: 'Won', type: 'count' },
    { key: 'winRate', label: 'Win rate', type: 'ratio' },
    { key: 'meanCycle', label: 'Mean cycle', type: 'duration' },
    { key: 'count', label: 'Deals', type: 'count' },
  ],
  async run(ctx, filters, directory) {
    const cells = await cellsOf(ctx, filters)
    const ids = [...new Set(cells.map(ownerOf))]
    const rows = ids
      .map((id) => ({
        ...figuresOf(
          nameOf(id, directory),
          cells.filter((cell) => ownerOf(cell) === id),
        ),
        deals: dealsLink({ ...filters, owner: [id] }, directory),
      }))
      .sort(mostWonFirst)
    const { owner, ...totals } = figuresOf('', cells)
    return {
      rows,
      totals,
      n: total(cells).count,
      summary: summaryOf(ctx, rows, filters),
      notes: await notesOn(ctx, filters, total(cells)),
    }
  },
}

function ownerOf({ owner_id }: Cell): string {
  return owner_id ?? NOBODY
}

function figuresOf(owner: string, cells: readonly Cell[]): Figures {
  const of = (status: Status) => total(cells.filter((cell) => cell.status === status))
  const [open, won, lost] = [of('open'), of('won'), of('lost')]
  return {
    owner,
    openValue: open.value,
    openCount: open.count,
    wonValue: won.value,
    wonCount: won.count,
    winRate: ratio(won.count, won.count + lost.count),
    meanCycle: won.count === 0 ? null : Math.round(cyclesOf(cells, 'won') / won.count),
    count: total(cells).count,
  }
}

function cyclesOf(cells: readonly Cell[], status: Status): number {
  return cells.reduce((all, cell) => all + (cell.status === status ? cell.cycles : 0), 0)
}

function nameOf(id: string, { members }: Directory): string {
  return id === NOBODY ? 'Nobody' : (members.find((member) => member.id === id)?.name ?? id)
}

function mostWonFirst(a: Figures, b: Figures): number {
  return b.wonValue - a.wonValue || b.openValue - a.openValue || a.owner.localeCompare(b.owner)
}

function summaryOf({ workspace }: Ctx, [best]: readonly Figures[], filters: Filters): string {
  if (!best) return noDeals(filters)
  const money = (value: number) => formatMoneyShort(value, workspace.currency)
  const { owner, wonCount, wonValue, openCount, openValue } = best
  if (wonCount > 0) return `${owner} won the most${when(filters)}: ${money(wonValue)} in ${deals(wonCount)}.`
  if (openCount === 0) return `No deal is open, and none was won${when(filters)}.`
  return `${owner} carries the most: ${money(openValue)} in ${deals(openCount, 'open')}.`
}
