import { Cron } from 'croner'
import { invalid } from '../errors.ts'
import { type Instant, toInstant } from '../time.ts'

/** How often a report is posted: Monday to Friday, on Mondays, or on the first day of the month. */
export const RHYTHMS = ['weekday', 'week', 'month'] as const
export type Every = (typeof RHYTHMS)[number]

const DAYS: Record<Every, string> = { weekday: '* * 1-5', week: '* * 1', month: '1 * *' }

/** When a report is posted, by the workspace's clock. */
export interface Rhythm {
  readonly every: Every
  /** 0 to 23. */
  readonly hour: number
}

/** A channel of Slack. */
export interface Channel {
  readonly id: string
  readonly name: string
}

/** A report as it is shared: its address says what it is narrowed down by and how it is asked. */
export interface SharedReport {
  readonly report: string
  /** "pipeline=Sales&period=this-month&mode=touched" */
  readonly query: string
  readonly channel: Channel
}

export interface ScheduledReport extends SharedReport, Rhythm {
  readonly id: string
  readonly author: { readonly id: string; readonly name: string }
  readonly nextRunAt: Instant
  readonly createdAt: Instant
}

/** Reads a rhythm. Throws `invalid`, naming the field. */
export function readRhythm(every: string, hour: number): Rhythm {
  const known = RHYTHMS.find((one) => one === every)
  if (!known) throw refused('every', 'Choose how often: every weekday, every Monday, or on the first of the month.')
  if (!Number.isInteger(hour) || hour < 0 || hour > 23) throw refused('hour', 'Choose a full hour from 0 to 23.')
  return { every: known, hour }
}

/** The first time after a moment, by the clock of the zone. */
export function nextRun({ every, hour }: Rhythm, timeZone: string, after: Instant): Instant {
  const next = new Cron(`0 ${hour} ${DAYS[every]}`, { timezone: timeZone, paused: true }).nextRun(new Date(after))
  if (!next) throw new Error(`Nothing ever comes ${every} at ${hour}.`)
  return toInstant(next)
}

/** Checks a channel's id. Throws `invalid`. */
export function readChannel({ id, name }: Channel): Channel {
  if (!/^[CG][A-Z0-9]{1,30}$/.test(id)) throw refused('channel', 'Choose a channel.')
  return { id, name: name.trim() || id }
}

function refused(field: string, sentence: string): Error {
  return invalid(sentence, { [field]: sentence })
}
