import type { Via } from '../context.ts'
import { cleanText } from '../text.ts'
import { type Instant, type LocalDate, localDateOf, parseInstant, parseLocalDate, sameTimeOn } from '../time.ts'

/** Something to do about a deal. */
export interface Task {
  readonly id: string
  readonly number: number
  /** How people name it: `T-7`. */
  readonly ref: string
  readonly opportunity: { readonly id: string; readonly number: number; readonly ref: string; readonly name: string }
  readonly text: string
  /** The workspace's local day on which it is due; null when it has no day. */
  readonly dueOn: LocalDate | null
  /** The moment at which it is due, if it has an hour. */
  readonly dueAt: Instant | null
  readonly assignee: { readonly id: string; readonly name: string; readonly slackUserId: string | null } | null
  /** Null when the program made it. */
  readonly createdBy: { readonly id: string; readonly name: string } | null
  readonly via: Via
  readonly createdAt: Instant
  readonly doneAt: Instant | null
  readonly doneBy: { readonly id: string; readonly name: string } | null
}

/** What is to be done first about a deal. */
export type NextTask = Pick<Task, 'number' | 'ref' | 'text' | 'dueOn' | 'dueAt'>

/** When an open task is due, in the order of urgency. */
export const DUES = ['overdue', 'today', 'upcoming', 'undated'] as const
export type Due = (typeof DUES)[number]

/** The moment and the workspace's day that tasks are measured by. */
export interface Clock {
  readonly now: Instant
  readonly today: LocalDate
}

/** Where an open task stands: overdue once its hour, or else its day, is over. */
export function dueOf({ dueOn, dueAt }: Pick<Task, 'dueOn' | 'dueAt'>, { now, today }: Clock): Due {
  if (dueOn === null) return 'undated'
  if (dueAt === null ? dueOn < today : dueAt < now) return 'overdue'
  return dueOn > today ? 'upcoming' : 'today'
}

/** What a person or program may say about when: a day, or a moment, which wins; null takes it away. */
export interface DueInput {
  readonly dueOn?: LocalDate | null
  readonly dueAt?: Instant | null
}

/** When a task is due from now on; what was not said stays. Throws `invalid` for what is no day or moment. */
export function dueFrom(input: DueInput, before: Required<DueInput>, timeZone: string): Required<DueInput> {
  if (input.dueAt) {
    const dueAt = parseInstant(input.dueAt)
    return { dueAt, dueOn: localDateOf(dueAt, timeZone) }
  }
  if (input.dueOn !== undefined) return { dueAt: null, dueOn: input.dueOn && parseLocalDate(input.dueOn) }
  return input.dueAt === null ? { ...before, dueAt: null } : before
}

/** The same task on another day; if it has an hour, then at the same one of the workspace's clocks. */
export function dueOnDay({ dueAt }: Pick<Task, 'dueAt'>, day: LocalDate, timeZone: string): DueInput {
  const dueOn = parseLocalDate(day)
  return dueAt ? { dueAt: sameTimeOn(dueOn, dueAt, timeZone) } : { dueOn }
}

/** What is to be done, on one line. Throws `invalid` when it is empty or too long. */
export function taskText(text: string): string {
  return cleanText(text, { field: 'text', max: 500, required: true })
}

/** The number that `T-7` or `t7` names; null when the words are no task's reference. */
export function taskNumberFrom(words: string): number | null {
  const match = /^t-?(\d{1,9})$/i.exec(words.trim())
  return match ? Number(match[1]) : null
}
