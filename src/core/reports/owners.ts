import type { Ctx } from '../context.ts'
import { type Directory, dealsLink, type Filters, NOBODY } from '../filters/index.ts'
import { formatMoneyShort } from '../money.ts'
import type { Status } from '../opportunities/model.ts'
import { targetsFor, type Wanted } from '../targets/wanted.ts'
import { type Cell, cellsOf } from './counting/cells.ts'
import { type HandedOn, handedOn } from './counting/closers.ts'
import { groupedBy } from './counting/grouped.ts'
import { notesOn } from './counting/notes.ts'
import { neverDealsNote, realCellsOf } from './counting/real.ts'
import { deals, noDeals, when } from './counting/sentences.ts'
import { type Stale, staleByOwner } from './counting/stale.ts'
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
  /** Of the open deals. */
  readonly staleShare: Ratio
  readonly count: number
}

/** What everything about owners is worked out from. */
interface Counted {
  readonly cells: readonly Cell[]
  /** What rates are made of. */
  readonly real: readonly Cell[]
  /** Deals given to somebody else after closing: rates count them for who closed them. */
  readonly handedOn: readonly HandedOn[]
  readonly stale: readonly Stale[]
}

/** What counts for one owner, or for everybody. */
interface Own extends Omit<Counted, 'handedOn'> {
  readonly closed: readonly HandedOn[]
  readonly received: readonly HandedOn[]
}

/** Who carries what. */
export const owners: Report = {
  id: 'owners',
  title: 'Owners',
  question: 'Who carries what?',
  definition:
    'By owner: the open deals, and what was won by final close in the period. Win rate is won / (won + lost) by who owned ' +
    'the deal at its final close, without deals closed for a reason that says there never was a deal. The cycle is the ' +
    'mean time from creation to the final win. Stale is the share of the open deals that nobody touched for longer than ' +
    'the limit of their stage. Deals counts everything of the owner’s that is open or was closed in the period. ' +
    'Attainment is won value / target, where the period is made of whole months or quarters that have one.',
  dated: [
    { what: 'open deals', by: 'as of' },
    { what: 'closed deals', by: 'closed' },
  ],
  options: [
    {
      key: 'mode',
      label: 'Order',
      choices: [
        { id: 'won', label: 'Most won' },
        { id: 'open', label: 'Most open' },
        { id: 'rate', label: 'Highest win rate' },
        { id: 'cycle', label: 'Shortest cycle' },
        { id: 'stale', label: 'Most stale' },
      ],
    },
  ],
  columns: [
    { key: 'owner', label: 'Owner', type: 'text' },
    { key: 'openValue', label: 'Open value', type: 'money' },
    { key: 'openCount', label: 'Open', type: 'count' },
    { key: 'wonValue', label: 'Won value', type: 'money' },
    { key: 'wonCount', label: 'Won', type: 'count' },
    { key: 'winRate', label: 'Win rate', type: 'ratio', none: 'no closed deals' },
    { key: 'meanCycle', label: 'Mean cycle', type: 'duration', n: 'wonCount', none: 'no win' },
    { key: 'staleShare', label: 'Stale', type: 'ratio', none: 'no open deals' },
    { key: 'count', label: 'Deals', type: 'count' },
    { key: 'target', label: 'Target', type: 'money', none: 'no target' },
    { key: 'attainment', label: 'Attainment', type: 'ratio', none: 'no target' },
  ],
  async run(ctx, filters, directory, { mode = 'won' }) {
    const [counted, wanted] = await Promise.all([countedIn(ctx, filters), targetsFor(ctx, filters)])
    const closers = counted.handedOn.map(({ closer }) => closer)
    const ids = [...new Set([...counted.cells.map(({ owner_id }) => owner_id), ...closers])]
    const attained = (figures: Figures, of?: string) => ({
      ...figures,
      ...attainment(wanted(filters.period, of), figures.wonValue),
    })
    const ofOwner = byOwner(counted)
    const rows = ids.map((id) => ({
      ...attained(figuresOf(nameOf(id, directory), ofOwner(id)), id ?? NOBODY),
      deals: dealsLink({ ...filters, owner: [id ?? NOBODY] }, directory),
    }))
    const { owner, ...totals } = attained(
      figuresOf('', { ...counted, closed: counted.handedOn, received: counted.handedOn }),
    )
    const all = total(counted.cells)
    return {
      rows: [...rows].sort((a, b) => ORDERS[mode]?.(a, b) || mostWonFirst(a, b)),
      totals,
      n: all.count,
      summary: summaryOf(ctx, [...rows].sort(mostWonFirst), filters),
      notes: [
        ...handedOnNote(counted.handedOn),
        ...(await neverDealsNote(ctx, filters)),
        ...(await notesOn(ctx, filters, all)),
      ],
    }
  },
}

/** Null without a target. */
function attainment({ value }: Wanted, won: number): { target: number | null; attainment: Ratio | null } {
  return { target: value, attainment: value === null ? null : ratio(won, value) }
}

async function countedIn(ctx: Ctx, filters: Filters): Promise<Counted> {
  const [cells, real, handed, stale] = await Promise.all([
    cellsOf(ctx, filters),
    realCellsOf(ctx, filters),
    handedOn(ctx, filters),
    staleByOwner(ctx, filters),
  ])
  return { cells, real, handedOn: handed, stale }
}

/** What counts for each owner; null is nobody. */
function byOwner({ cells, real, handedOn, stale }: Counted): (id: string | null) => Own {
  const of = {
    cells: groupedBy(cells, ({ owner_id }) => owner_id),
    real: groupedBy(real, ({ owner_id }) => owner_id),
    closed: groupedBy(handedOn, ({ closer }) => closer),
    received: groupedBy(handedOn, ({ owner }) => owner),
    stale: groupedBy(stale, ({ owner }) => owner),
  }
  return (id) => ({
    cells: of.cells.get(id) ?? [],
    real: of.real.get(id) ?? [],
    closed: of.closed.get(id) ?? [],
    received: of.received.get(id) ?? [],
    stale: of.stale.get(id) ?? [],
  })
}

function figuresOf(name: string, own: Own): Figures {
  const of = (status: Status) => total(own.cells.filter((cell) => cell.status === status))
  const [open, won] = [of('open'), of('won')]
  const closed = (status: Status) => added(own.real, status) + added(own.closed, status) - added(own.received, status)
  const stale = own.stale.reduce((sum, { count }) => sum + count, 0)
  return {
    owner: name,
    openValue: open.value,
    openCount: open.count,
    wonValue: won.value,
    wonCount: won.count,
    winRate: ratio(closed('won'), closed('won') + closed('lost')),
    meanCycle: won.count === 0 ? null : Math.round(cyclesOf(own.cells) / won.count),
    staleShare: ratio(stale, open.count),
    count: total(own.cells).count,
  }
}

function added(groups: readonly { status: Status; count: number }[], status: Status): number {
  return groups.reduce((sum, group) => sum + (group.status === status ? group.count : 0), 0)
}

function cyclesOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { status, cycles }) => sum + (status === 'won' ? cycles : 0), 0)
}

function nameOf(id: string | null, { members }: Directory): string {
  return id === null ? 'Nobody' : (members.find((member) => member.id === id)?.name ?? id)
}

type Order = (a: Figures, b: Figures) => number

/** Who has no such figure comes last. */
const ORDERS: Record<string, Order> = {
  open: (a, b) => b.openValue - a.openValue,
  rate: (a, b) => (b.winRate.value ?? -1) - (a.winRate.value ?? -1),
  cycle: (a, b) => (a.meanCycle ?? Number.MAX_SAFE_INTEGER) - (b.meanCycle ?? Number.MAX_SAFE_INTEGER),
  stale: (a, b) => (b.staleShare.value ?? -1) - (a.staleShare.value ?? -1),
}

function mostWonFirst(a: Figures, b: Figures): number {
  return b.wonValue - a.wonValue || b.openValue - a.openValue || a.owner.localeCompare(b.owner)
}

function handedOnNote(groups: readonly HandedOn[]): string[] {
  const count = added(groups, 'won') + added(groups, 'lost')
  if (count === 0) return []
  const were = count === 1 ? 'was' : 'were'
  return [`${deals(count)} ${were} given to somebody else after closing: win rates count them for who closed them.`]
}

function summaryOf({ workspace }: Ctx, [best]: readonly Figures[], filters: Filters): string {
  if (!best) return noDeals(filters)
  const money = (value: number) => formatMoneyShort(value, workspace.currency)
  const { owner, wonCount, wonValue, openCount, openValue } = best
  if (wonCount > 0) return `${owner} won the most${when(filters)}: ${money(wonValue)} in ${deals(wonCount)}.`
  if (openCount === 0) return `No deal is open, and none was won${when(filters)}.`
  return `${owner} carries the most: ${money(openValue)} in ${deals(openCount, 'open')}.`
}
