import { TZDate } from '@date-fns/tz'
import { addDays } from 'date-fns'
import type { Role } from '../context.ts'
import { invalid } from '../errors.ts'
import { type Instant, toInstant } from '../time.ts'

/** What a member wants to be told directly, and when not. */
export interface NoticeSettings {
  /** Somebody gives me a deal. */
  readonly assigned: boolean
  /** Somebody gives me a task. */
  readonly tasks: boolean
  /** Somebody else wins, loses or abandons my deal. */
  readonly closed: boolean
  /** Any deal is won. */
  readonly everyWin: boolean
  /** My deal is idle: what becomes of it? */
  readonly stale: boolean
  /** Somebody changes many of my deals at once, or takes them from me so. */
  readonly bulk: boolean
  /** My day, each morning of a working day. */
  readonly dayDigest: boolean
  /** The team's week, on Monday morning; managers and admins. */
  readonly weekDigest: boolean
  /** Local time of the digests, `08:00`. */
  readonly morning: string
  /** Between these local times, notices wait; null for none. */
  readonly quiet: QuietHours | null
}

export interface QuietHours {
  readonly from: string
  readonly to: string
}

/** Which of the settings are a yes or a no. */
export const NOTICE_SWITCHES = [
  'assigned',
  'tasks',
  'closed',
  'everyWin',
  'stale',
  'bulk',
  'dayDigest',
  'weekDigest',
] as const satisfies readonly (keyof NoticeSettings)[]
export type NoticeSwitch = (typeof NOTICE_SWITCHES)[number]

/** Narrow: what concerns one's own deals, and for managers the week. */
export function defaultSettings(role: Role): NoticeSettings {
  return {
    assigned: true,
    tasks: true,
    closed: true,
    everyWin: false,
    stale: true,
    bulk: true,
    dayDigest: false,
    weekDigest: role !== 'rep',
    morning: '08:00',
    quiet: null,
  }
}

/** Reads a local time, `7:30` too. Throws `invalid` with the field's name. */
export function parseLocalTime(text: string, field: string): string {
  const [, hours = '', minutes = ''] = /^(\d{1,2}):(\d{2})$/.exec(text.trim()) ?? []
  if (!hours || Number(hours) > 23 || Number(minutes) > 59) {
    const sentence = `“${text.slice(0, 20)}” is not a time. Write it like 08:00.`
    throw invalid(sentence, { [field]: sentence })
  }
  return `${hours.padStart(2, '0')}:${minutes}`
}

/** When the quiet hours that `now` lies in are over, in the member's zone; null when it lies in none. */
export function quietUntil(quiet: QuietHours | null, timeZone: string, now: Instant): Instant | null {
  if (!quiet || quiet.from === quiet.to) return null
  const local = new TZDate(now, timeZone)
  // Hours that began yesterday may still last.
  for (const begun of [addDays(local, -1), local]) {
    const from = atLocalTime(begun, quiet.from)
    const to = atLocalTime(quiet.to > quiet.from ? begun : addDays(begun, 1), quiet.to)
    if (from <= now && now < to) return to
  }
  return null
}

function atLocalTime(day: Date, time: string): Instant {
  const at = new TZDate(day.getTime(), (day as TZDate).timeZone ?? 'UTC')
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  at.setHours(hours, minutes, 0, 0)
  return toInstant(new Date(at.getTime()))
}
