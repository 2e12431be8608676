import type { Ctx } from '../context.ts'
import { dealsLink, type Filters, NONE } from '../filters/index.ts'
import { formatMoneyShort } from '../money.ts'
import type { Status } from '../opportunities/model.ts'
import { bySource, type Source } from './counting/by-source.ts'
import { createdInPeriod } from './counting/narrowing.ts'
import { notesOn } from './counting/notes.ts'
import { neverDealsNote } from './counting/real.ts'
import { deals, noDeals, number, percent, when } from './counting/sentences.ts'
import { NOTHING, ratio, total } from './counting/tally.ts'
import type { Ratio, Report } from './report.ts'

/** How many sources have a row of their own; the others share one. */
const MOST_SHOWN = 10
const NO_SOURCE = 'No source'

/** What brings good deals. */
export const sources: Report = {
  id: 'sources',
  title: 'Sources',
  question: 'What brings good deals?',
  definition:
    'By source: open deals, and deals by final close in the period. Win rate is won / (won + lost), without deals closed ' +
    'for a reason that says there never was a deal. The cycle is the mean time from creation to the final win. Won per ' +
    'created is the value won so far of the deals created in the period, divided by their number. Case is ignored. Most ' +
    `won first; beyond ${MOST_SHOWN} sources the others share a row; deals without a source have one of their own.`,
  dated: [
    { what: 'open deals', by: 'as of' },
    { what: 'closed deals', by: 'closed' },
    { what: 'won per deal created', by: 'created' },
  ],
  columns: [
    { key: 'source', label: 'Source', type: 'text' },
    { key: 'count', label: 'Deals', type: 'count' },
    { key: 'value', label: 'Value', type: 'money' },
    { key: 'open', label: 'Open', type: 'count' },
    { key: 'won', label: 'Won', type: 'count' },
    { key: 'lost', label: 'Lost', type: 'count' },
    { key: 'abandoned', label: 'Abandoned', type: 'count' },
    { key: 'wonValue', label: 'Won value', type: 'money' },
    { key: 'winRate', label: 'Win rate', type: 'ratio', none: 'no closed deals' },
    { key: 'meanCycle', label: 'Mean cycle', type: 'duration', n: 'won', none: 'no win' },
    { key: 'wonPerCreated', label: 'Won per deal created', type: 'money', none: 'no deals created' },
  ],
  async run(ctx, filters, directory) {
    const [standing, created] = await Promise.all([bySource(ctx, filters), bySource(ctx, createdInPeriod(filters))])
    const shown = rowsShown(standing, created, filters)
    const all = figuresOf('', standing, created)
    const { source, ...totals } = all
    return {
      rows: shown.map(({ filters: own, ...row }) => ({ ...row, deals: dealsLink(own, directory) })),
      totals,
      n: all.count,
      summary: summaryOf(ctx, shown, filters),
      notes: [
        ...(await neverDealsNote(ctx, filters)),
        ...(await notesOn(ctx, filters, total(standing.flatMap(({ groups }) => groups)))),
      ],
    }
  },
}

interface Figures {
  readonly source: string
  readonly count: number
  readonly value: number
  readonly open: number
  readonly won: number
  readonly lost: number
  readonly abandoned: number
  readonly wonValue: number
  readonly winRate: Ratio
  /** Seconds; null without a win. */
  readonly meanCycle: number | null
  /** Minor units; null when none was created. */
  readonly wonPerCreated: number | null
}

/** What a row counts, by filters that find the same. */
type Shown = Figures & { readonly filters: Filters }

/** The best sources, all others together, and deals of no source. */
function rowsShown(standing: readonly Source[], created: readonly Source[], filters: Filters): Shown[] {
  const bred = (parts: readonly Source[]) => created.filter((one) => parts.some((part) => alike(part, one)))
  const row = (name: string, parts: readonly Source[], own: Filters): Shown => ({
    ...figuresOf(name, parts, bred(parts)),
    filters: own,
  })
  const named = standing.filter(({ name }) => name !== NONE)
  const best = named
    .map((one) => ({ one, ...row(one.name, [one], { ...filters, source: one.spellings }) }))
    .sort(mostWonFirst)
  const rest = best.length > MOST_SHOWN + 1 ? best.splice(MOST_SHOWN).map(({ one }) => one) : []
  const notOther = [...best.flatMap(({ one }) => one.spellings), NONE]
  const other = { ...filters, notSource: [...(filters.notSource ?? []), ...notOther] }
  const none = standing.filter(({ name }) => name === NONE)
  return [
    ...best.map(({ one, ...figures }) => figures),
    ...(rest.length ? [row(`Other (${number(rest.length)} sources)`, rest, other)] : []),
    ...(none.length ? [row(NO_SOURCE, none, { ...filters, source: [NONE] })] : []),
  ]
}

function alike(a: Source, b: Source): boolean {
  return a.name.toLowerCase() === b.name.toLowerCase()
}

function figuresOf(source: string, standing: readonly Source[], created: readonly Source[]): Figures {
  const groups = standing.flatMap((one) => one.groups)
  const of = (status: Status, among = groups) => total(among.filter((group) => group.status === status))
  const [won, lost] = [of('won'), of('lost')]
  const real = standing.flatMap((one) => one.real)
  const cycles = groups.reduce((sum, group) => sum + (group.status === 'won' ? group.cycles : 0), 0)
  const cohort = created.flatMap((one) => one.real)
  const { count: born } = total(cohort)
  const { count, value } = groups.length ? total(groups) : NOTHING
  return {
    source,
    count,
    value,
    open: of('open').count,
    won: won.count,
    lost: lost.count,
    abandoned: of('abandoned').count,
    wonValue: won.value,
    winRate: ratio(won.count, won.count + of('lost', real).count),
    meanCycle: won.count === 0 ? null : Math.round(cycles / won.count),
    wonPerCreated: born === 0 ? null : Math.round(of('won', cohort).value / born),
  }
}

function mostWonFirst(a: Figures, b: Figures): number {
  return b.wonValue - a.wonValue || b.count - a.count || a.source.localeCompare(b.source)
}

function summaryOf({ workspace }: Ctx, [best]: readonly Figures[], filters: Filters): string {
  if (!best) return noDeals(filters)
  if (best.source === NO_SOURCE) return `No deal has a source${when(filters)}.`
  const { source, won, wonValue, winRate, count } = best
  if (won === 0) return `${source} brought the most deals: ${number(count)}; none was won${when(filters)}.`
  const worth = `${formatMoneyShort(wonValue, workspace.currency)} in ${deals(won)}`
  return `${source} brought the most${when(filters)}: ${worth} won, ${percent(winRate)} of those closed.`
}
