import { type Directory, dealsLink, type Filters, NONE } from '../filters/index.ts'
import { formatMoneyShort } from '../money.ts'
import type { ReasonStatus } from '../reasons/model.ts'
import { byReason, type ReasonGroup } from './counting/by-reason.ts'
import { admits } from './counting/narrowing.ts'
import { notesOn } from './counting/notes.ts'
import { neverDealsNote } from './counting/real.ts'
import { deals, noDeals, number, percent, when } from './counting/sentences.ts'
import { ratio, total } from './counting/tally.ts'
import type { Report, Row } from './report.ts'

const ENDINGS = ['lost', 'abandoned'] as const
const NOT_GIVEN = 'No reason given'

/** Why deals come to nothing. */
export const reasons: Report = {
  id: 'reasons',
  title: 'Reasons',
  question: 'Why do we lose or give up?',
  definition:
    'Lost and abandoned deals by the reason they were closed for, by final close in the period: number, value, and ' +
    'the share of all that were lost, or abandoned. Deals closed without a reason are a row of their own. A reason may ' +
    'say that there never was a deal (a setting, as it is today): such deals are counted here and are in no rate.',
  dated: [{ what: 'lost and abandoned deals', by: 'closed' }],
  columns: [
    { key: 'status', label: 'Status', type: 'text' },
    { key: 'reason', label: 'Reason', type: 'text' },
    { key: 'count', label: 'Deals', type: 'count' },
    { key: 'value', label: 'Value', type: 'money' },
    { key: 'share', label: 'Of all that ended so', type: 'ratio' },
    { key: 'inRates', label: 'In rates', type: 'text' },
  ],
  async run(ctx, filters, directory) {
    const groups = await byReason(ctx, filters)
    const all = total(groups)
    return {
      rows: ENDINGS.flatMap((status) => rowsOf(status, groups, filters, directory)),
      totals: { count: all.count, value: all.value },
      n: all.count,
      summary: summaryOf(groups, filters, directory, (value) => formatMoneyShort(value, ctx.workspace.currency)),
      notes: [...(await neverDealsNote(ctx, filters)), ...(await notesOn(ctx, ended(filters), all))],
    }
  },
}

/** Notes speak of what is counted here, and of nothing else. */
function ended(filters: Filters): Filters {
  return { ...filters, status: ENDINGS.filter((status) => admits(filters, status)) }
}

/** The most frequent first; those without a reason last. */
function rowsOf(status: ReasonStatus, groups: readonly ReasonGroup[], filters: Filters, directory: Directory): Row[] {
  const alike = groups.filter((group) => group.status === status)
  const all = total(alike)
  return [...alike].sort(mostFrequentFirst).map(({ reason_id, count, value }) => {
    const reason = reason_id ?? NONE
    const link = dealsLink({ ...filters, status: [status], reason: [reason] }, directory)
    const figures = { count, value, share: ratio(count, all.count), inRates: inRates(reason_id, directory) }
    return { status, reason: nameOf(reason_id, directory), ...figures, deals: link }
  })
}

function mostFrequentFirst(a: ReasonGroup, b: ReasonGroup): number {
  if (a.reason_id === null || b.reason_id === null) return a.reason_id === b.reason_id ? 0 : a.reason_id ? -1 : 1
  return b.count - a.count || b.value - a.value || a.reason_id.localeCompare(b.reason_id)
}

function nameOf(id: string | null, directory: Directory): string {
  return id === null ? NOT_GIVEN : (directory.reasons.find((reason) => reason.id === id)?.name ?? id)
}

function inRates(id: string | null, directory: Directory): string {
  return directory.reasons.find((reason) => reason.id === id)?.notARealDeal ? 'no: not a real deal' : 'yes'
}

function summaryOf(
  groups: readonly ReasonGroup[],
  filters: Filters,
  directory: Directory,
  money: (value: number) => string,
): string {
  const [lost, abandoned] = ENDINGS.map((ending) => groups.filter(({ status }) => status === ending))
  const ended = lost?.length ? { status: 'lost', groups: lost } : { status: 'abandoned', groups: abandoned ?? [] }
  const { count } = total(ended.groups)
  if (count === 0)
    return filters.status.length ? noDeals(filters) : `No deal was lost or abandoned${when(filters) || ' yet'}.`
  const [first] = ended.groups.filter(({ reason_id }) => reason_id !== null).sort(mostFrequentFirst)
  if (!first)
    return `${deals(count)} ${count === 1 ? 'was' : 'were'} ${ended.status}${when(filters)}, none with a reason.`
  const share = `${number(first.count)} of ${deals(count)} ${ended.status}${when(filters)}`
  const rate = percent(ratio(first.count, count))
  return `${nameOf(first.reason_id, directory)} is the most frequent reason: ${share} (${rate}), worth ${money(first.value)}.`
}
