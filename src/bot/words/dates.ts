import { TZDate } from '@date-fns/tz'
import { casual } from 'chrono-node/en'
import { AppError, invalid, isLocalDate, type LocalDate } from '../../core/index.ts'
import { day as dayText } from '../blocks/facts.ts'

/** When and where the words were said: "friday" means another day elsewhere. */
export interface Moment {
  readonly now: Date
  /** IANA zone of the person. */
  readonly timeZone: string
}

/**
 * Reads a day as people say it: `2026-12-31`, `31 Dec`, `next friday`, `in 2 weeks`. A day without a year lies ahead.
 * Throws `invalid` for anything else, and for 1/2/2027, which may be two different days.
 */
export function parseDay(text: string, moment: Moment): LocalDate {
  const words = text.trim()
  if (isLocalDate(words)) return words
  refuseAmbiguous(words)
  const { now, timeZone } = moment
  const offset = -new TZDate(now, timeZone).getTimezoneOffset()
  const [result] = casual.parse(words, { instant: now, timezone: offset }, { forwardDate: true })
  // “31 Dec Acme” is more than a date: what is left over must not be lost.
  if (!result || result.text.trim().length !== words.length || result.end) throw notADay(words)
  const [year, month, day] = (['year', 'month', 'day'] as const).map((part) => String(result.start.get(part) ?? ''))
  const date = `${year?.padStart(4, '0')}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  if (!isLocalDate(date)) throw notADay(words)
  return date
}

/** The longest beginning of the words that is a day, and the words after it. Throws `invalid` when there is none. */
export function leadingDay(words: readonly string[], moment: Moment): { day: LocalDate; rest: string[] } {
  for (let length = Math.min(words.length, 6); length > 0; length -= 1) {
    const day = tryDay(words.slice(0, length).join(' '), moment)
    if (day) return { day, rest: words.slice(length) }
  }
  return { day: parseDay(words.join(' '), moment), rest: [] }
}

function tryDay(text: string, moment: Moment): LocalDate | null {
  try {
    return parseDay(text, moment)
  } catch {
    return null
  }
}

/** Throws `invalid` for 1/2/2027, which may be two different days. */
export function refuseAmbiguous(text: string): void {
  const [, first = '', second = '', year = ''] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{2,4})$/.exec(text) ?? []
  const [a, b] = [Number(first), Number(second)]
  if (!year || a > 12 || b > 12 || a === b || text.includes('.')) return
  const century = year.length === 2 ? '20' : ''
  const meant = [
    [a, b],
    [b, a],
  ].map(([day, month]) => {
    const date = `${century}${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    return { id: date, name: dayText(date), say: date }
  })
  const sentence = `“${text}” may be day ${a} of month ${b} or day ${b} of month ${a}. Write the month in letters, like 31 Dec ${year}.`
  throw new AppError('invalid', sentence, {}, { words: text, meant })
}

function notADay(text: string): Error {
  return invalid(`I do not understand “${shortened(text)}” as a date. Write it like 31 Dec, next friday or 2026-12-31.`)
}

/** What somebody wrote, as far as it can be repeated to them in one sentence. */
export function shortened(text: string): string {
  const letters = [...text]
  return letters.length > 60 ? `${letters.slice(0, 60).join('')}…` : text
}
