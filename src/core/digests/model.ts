import { Cron } from 'croner'
import type { LocalDate } from '../time.ts'
import { type Instant, later, localDateOf, toInstant } from '../time.ts'

/** What is told in the morning instead of a stream: one's own day, or the team's week. */
export const DIGESTS = ['day', 'week'] as const
export type Digest = (typeof DIGESTS)[number]

/** On which weekdays, as cron counts them, and for how many hours a late one is still worth reading. */
const RHYTHM: Record<Digest, { readonly weekdays: string; readonly hours: number }> = {
  day: { weekdays: '1-5', hours: 10 },
  week: { weekdays: '1', hours: 48 },
}

/** A digest that is due, and since when. */
export interface Slot {
  /** The local day it is for. */
  readonly day: LocalDate
  readonly at: Instant
}

/** The newest morning that has come in the zone and whose digest is still worth sending; null when there is none. */
export function dueSlot(digest: Digest, morning: string, timeZone: string, now: Instant): Slot | null {
  const { weekdays, hours } = RHYTHM[digest]
  const [hour = '8', minute = '0'] = morning.split(':')
  const mornings = new Cron(`${Number(minute)} ${Number(hour)} * * ${weekdays}`, { timezone: timeZone, paused: true })
  let due: Instant | null = null
  let next = mornings.nextRun(new Date(later(now, -hours * 3600)))
  while (next && toInstant(next) <= now) {
    due = toInstant(next)
    next = mornings.nextRun(next)
  }
  return due === null ? null : { day: localDateOf(due, timeZone), at: due }
}
