import { sql } from 'kysely'
import type { Ctx } from '../context.ts'
import { sum } from '../db/portable.ts'
import { type Directory, dealsLink, type Filters, NOBODY } from '../filters/index.ts'
import { formatMoneyShort } from '../money.ts'
import type { Status } from '../opportunities/model.ts'
import { notesOn } from './counting/notes.ts'
import { population } from './counting/population.ts'
import { deals, noDeals, when } from './counting/sentences.ts'
import { ratio, type Tally, tallied, total } from './counting/tally.ts'
import type { Ratio, Report } from './report.ts'

interface Group extends Tally {
  /** Seconds from creation to the final close, of all of them together. */
  readonly cycles: number
  /** A member's id, or NOBODY. */
  readonly owner: string
  readonly status: Status
}

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
    const groups = await byOwner(ctx, filters)
    const ids = [...new Set(groups.map((group) => group.owner))]
    const rows = ids
      .map((id) => ({
        ...figuresOf(
          nameOf(id, directory),
          groups.filter((group) => group.owner === id),
        ),
        deals: dealsLink({ ...filters, owner: [id] }, directory),
      }))
      .sort(mostWonFirst)
    const { owner, ...totals } = figuresOf('', groups)
    return {
      rows,
      totals,
      summary: summaryOf(ctx, rows, filters),
      notes: await notesOn(ctx, filters, total(groups)),
    }
  },
}

function byOwner(ctx: Ctx, filters: Filters): Promise<Group[]> {
  // Not the bare column: by its index SQLite would read every wide row, to save itself a little sorting.
  const owner = sql<string>`coalesce(d.owner_id, ${sql.lit(NOBODY)})`
  return population(ctx, filters)
    .groupBy([owner, 'd.status'])
    .select([owner.as('owner'), 'd.status'])
    .select(tallied(ctx.workspace.currency))
    .select(sum(sql<number>`d.cycle_seconds`).as('cycles'))
    .execute()
}

function figuresOf(owner: string, groups: readonly Group[]): Figures {
  const of = (status: Status) => total(groups.filter((group) => group.status === status))
  const [open, won, lost] = [of('open'), of('won'), of('lost')]
  return {
    owner,
    openValue: open.value,
    openCount: open.count,
    wonValue: won.value,
    wonCount: won.count,
    winRate: ratio(won.count, won.count + lost.count),
    meanCycle: won.count === 0 ? null : Math.round(cyclesOf(groups, 'won') / won.count),
    count: total(groups).count,
  }
}

function cyclesOf(groups: readonly Group[], status: Status): number {
  return groups.reduce((all, group) => all + (group.status === status ? group.cycles : 0), 0)
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
