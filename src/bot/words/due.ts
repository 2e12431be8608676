import { TZDate } from '@date-fns/tz'
import { casual } from 'chrono-node/en'
import { type Instant, invalid, isLocalDate, type LocalDate, toInstant } from '../../core/index.ts'
import { type Moment, refuseAmbiguous, shortened } from './dates.ts'

/** When something is due: on a day, or at a moment. */
export type DueWords = { readonly dueOn: LocalDate } | { readonly dueAt: Instant }

type Result = ReturnType<typeof casual.parse>[number]

/** Words before a time that belong to it: "by friday", "until 10:00". */
const LINKS = /(?:^|\s+)(?:by|on|at|due|until|before|till)$/i

/** Reads `tomorrow 10:00`, `next friday` or `in 2 hours`. Throws `invalid` for what is no time, or two. */
export function parseDue(text: string, moment: Moment): DueWords {
  const words = text.trim()
  refuseAmbiguous(words)
  const found = timesIn(words, moment).find((one) => one.text.length === words.length)
  const due = found && dueOf(found, moment)
  if (due) return due
  throw invalid(`I do not understand “${shortened(words)}” as a time. Write it like tomorrow 10:00, friday or 31 Dec.`)
}

/**
 * Takes the time from the end of the words, or else from their beginning: `call Jane tomorrow 10:00`. Words without a
 * time are returned as they are. Throws `invalid` for a time that may be two different ones.
 */
export function withoutDue(text: string, moment: Moment): { text: string; due: DueWords | null } {
  const words = text.trim()
  const times = timesIn(words, moment)
  const [first, last] = [times[0], times.at(-1)]
  if (last && last.index + last.text.length === words.length) return cut(words, last, moment)
  // At the front, short words are more often words than days: “sat with Jane”.
  if (first?.index === 0 && first.text.length > 3) return cut(words, first, moment)
  return { text: words, due: null }
}

function cut(words: string, time: Result, moment: Moment): { text: string; due: DueWords | null } {
  refuseAmbiguous(time.text)
  const due = dueOf(time, moment)
  if (!due) return { text: words, due: null }
  const before = words.slice(0, time.index).trim().replace(LINKS, '')
  const after = words.slice(time.index + time.text.length).replace(/^[\s:,-]+/, '')
  return { text: `${before} ${after}`.trim(), due }
}

/** Times in the words; “may” is none, nor is “for 10 min”. */
function timesIn(words: string, { now, timeZone }: Moment): Result[] {
  const offset = -new TZDate(now, timeZone).getTimezoneOffset()
  const found = casual.parse(words, { instant: now, timezone: offset }, { forwardDate: true })
  return found.filter(({ start, end, text }) => {
    const says = (['day', 'weekday', 'hour'] as const).some((part) => start.isCertain(part))
    return says && !end && !/^(for |now$)/i.test(text)
  })
}

/** Clock times are the person's own, on the day they name. */
function dueOf({ start }: Result, { timeZone }: Moment): DueWords | null {
  const [year, month, day] = (['year', 'month', 'day'] as const).map((part) => start.get(part) ?? 0)
  const date = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  if (!isLocalDate(date)) return null
  if (!start.isCertain('hour')) return { dueOn: date }
  return { dueAt: momentOf(date, `${start.get('hour')}:${start.get('minute') ?? 0}`, timeZone) }
}

/** The moment at which clocks of the zone show this day and time. */
export function momentOf(date: LocalDate, time: string, timeZone: string): Instant {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return toInstant(new Date(new TZDate(year, month - 1, day, hour, minute, timeZone).getTime()))
}
