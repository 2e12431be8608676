import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns'
import type { Filters } from '../../filters/index.ts'
import { type Period, periodPhrase } from '../../period.ts'
import type { Ratio } from '../report.ts'

/** "1 deal", "1,589 deals", "3 open deals" */
export function deals(count: number, kind?: 'open'): string {
  return [number(count), kind, count === 1 ? 'deal' : 'deals'].filter(Boolean).join(' ')
}

/** "8,800" */
export function number(count: number): string {
  return count.toLocaleString('en-US')
}

/** "63.2 %" with a space that does not break; "-" when there was nothing to divide by. */
export function percent({ value }: Pick<Ratio, 'value'>): string {
  return value === null ? '-' : `${(value * 100).toLocaleString('en-US', { maximumFractionDigits: 1 })}\u00a0%`
}

/** " this quarter", " in the last 30 days"; "" for all time: goes right behind a word. */
export function when({ period }: Filters): string {
  const phrase = periodPhrase(period)
  return phrase && ` ${phrase}`
}

/** The period before, as something is compared with: "the quarter before", "the 30 days before". */
export function before({ preset }: Period): string {
  const [, unit = '', days] = preset.split('-')
  return `the ${days ? `${unit} days` : unit || 'period'} before`
}

/** The period's first day: "1 Oct 2026" */
export function beginning({ fromDate }: Period): string {
  return fromDate ? format(new TZDate(`${fromDate}T00:00:00Z`, 'UTC'), 'd MMM yyyy') : ''
}

/** What there is to say about nothing. */
export function noDeals(filters: Filters): string {
  const { reason = [], notReason = [], notSource = [], category = [] } = filters
  const { pipeline, owner, source, status, stage, tag, q, minValue, maxValue, created, expected, reached } = filters
  const { stay, deal, undated } = filters
  const lists = [pipeline, owner, source, status, stage, tag, reason, notReason, notSource, category].some(
    (list) => list.length > 0,
  )
  const others = [q, minValue, maxValue, created, expected, reached, stay, deal, undated].some(
    (filter) => filter !== undefined,
  )
  if (lists || others) return 'No deals fit these filters.'
  return `No deals${when(filters) || ' yet'}.`
}
