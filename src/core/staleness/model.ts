import { TZDate } from '@date-fns/tz'
import { type Instant, later } from '../time.ts'

/** What became of an idle deal after its owner was asked: kept as it is, a change by somebody, or another sign of life. */
export const STALE_ANSWERS = ['kept', 'moved', 'won', 'lost', 'abandoned', 'other'] as const
export type StaleAnswer = (typeof STALE_ANSWERS)[number]

/** How long an idle deal is left alone after somebody kept it. */
export const SNOOZE_DAYS = 7

/** An answer counts as given when it came within so many days. */
const ANSWER_DAYS = 7

/** Most questions to one owner a day: the rest waits, the most valuable deals first. */
export const MOST_A_DAY = 5

const DAY = 24 * 60 * 60
/** The hour in which the working day ends. */
const EVENING = '18:00'

/** An owner who was asked about an idle deal. */
export interface StalePrompt {
  readonly id: string
  readonly opportunityId: string
  /** The owner who was asked. */
  readonly memberId: string
  readonly askedAt: Instant
  /** The deal's last activity then. */
  readonly idleSince: Instant
  /** Where the question stands in Slack; null while it is on its way. */
  readonly message: { readonly channelId: string; readonly messageTs: string } | null
  readonly answer: StaleAnswer | null
  readonly answeredBy: string | null
  readonly answeredAt: Instant | null
  /** The deal is not asked about again before. */
  readonly snoozedUntil: Instant | null
}

/** When a deal that was kept now may be asked about again. */
export function snoozeFrom(now: Instant): Instant {
  return later(now, SNOOZE_DAYS * DAY)
}

/** Whether the answer came in time to count. */
export function answeredInTime({ askedAt, answeredAt }: Pick<StalePrompt, 'askedAt' | 'answeredAt'>): boolean {
  return answeredAt !== null && answeredAt <= later(askedAt, ANSWER_DAYS * DAY)
}

/** What a change of this kind says about the deal. */
export function answerBy(kind: string): StaleAnswer {
  return STALE_ANSWERS.find((answer) => answer === kind) ?? 'other'
}

/** Whether people in the zone are at work: from their morning to the evening of a weekday. */
export function isAtWork(timeZone: string, morning: string, now: Instant): boolean {
  const local = new TZDate(now, timeZone)
  const time = `${String(local.getHours()).padStart(2, '0')}:${String(local.getMinutes()).padStart(2, '0')}`
  const isWeekday = local.getDay() >= 1 && local.getDay() <= 5
  return isWeekday && time >= morning && time < EVENING
}
