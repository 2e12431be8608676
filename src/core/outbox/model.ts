import { type Instant, later } from '../time.ts'

/** Something that must still happen outside, once its change is durable. */
export interface JobInput {
  readonly kind: string
  /** Jobs of one kind and key that still wait are one job. */
  readonly key: string
  readonly payload: Readonly<Record<string, unknown>>
  /** Not before; left out, as soon as possible. */
  readonly runAt?: Instant
}

/** A job that a worker has claimed. */
export interface Job {
  readonly id: string
  readonly workspaceId: string
  readonly kind: string
  readonly key: string
  readonly payload: Readonly<Record<string, unknown>>
  /** How often it was tried before. */
  readonly attempts: number
  /** Which request of the kind and key this is: a later one makes the job run once more. */
  readonly generation: number
  /** When it was asked for first; asking again while it waits changes nothing about that. */
  readonly createdAt: Instant
  /** Until then no other worker takes it. */
  readonly claimedUntil: Instant
  /** Begun before, by a worker that failed or died: what it was to do may have happened already. */
  readonly begunBefore: boolean
}

/** What does the jobs of a kind; a function alone has one lane per workspace. */
export type JobHandler = ((job: Job) => Promise<void>) | SlackJobHandler

/** What does the jobs of a kind that call Slack: they wait while their workspace has no token that works. */
export interface SlackJobHandler {
  run(job: Job): Promise<void>
  /** Jobs of one lane and workspace run one after the other and wait together; left out, those of the kind. */
  lane?(job: Job): string
  /** Also while the workspace stands still: for the job that looks whether it can go on. */
  readonly whenStopped?: boolean
}

/** Why the jobs of a workspace stand still. */
export interface Stop {
  /** Slack's name of the error. */
  readonly reason: string
  /** What to do about it. */
  readonly advice: string
  readonly since: Instant
}

/** A job that was given up, or that failed and will be tried again. */
export interface TroubledJob {
  readonly id: string
  readonly kind: string
  readonly attempts: number
  readonly error: string
  /** Null while it is still tried. */
  readonly failedAt: Instant | null
  readonly createdAt: Instant
}

/** How a job ended, this time: for whoever counts. */
export type JobOutcome = 'done' | 'waited' | 'failed' | 'given-up' | 'stopped'

export interface OutboxHealth {
  readonly waiting: number
  /** How long the oldest due job has been waiting beyond its time; 0 when none is due. */
  readonly oldestSeconds: number
  /** Given up: a person should look. */
  readonly failed: number
  /** Workspaces whose jobs stand still since Slack does not take their token. */
  readonly stopped: number
}

/** Thrown by a handler: not now, but in so many seconds, as when Slack says Retry-After. Does not count as a failure. */
export class RetryLater extends Error {
  readonly seconds: number

  constructor(seconds: number) {
    super(`Try again in ${seconds} s.`)
    this.name = 'RetryLater'
    this.seconds = seconds
  }
}

/** Thrown by a handler: trying again cannot help. */
export class GiveUp extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'GiveUp'
  }
}

/** Thrown by a handler: Slack does not take the workspace's token, so none of its jobs can be done until one works. */
export class StopWorkspace extends Error {
  readonly reason: string
  readonly advice: string

  constructor(reason: string, advice: string) {
    super(`${reason}: ${advice}`)
    this.name = 'StopWorkspace'
    this.reason = reason
    this.advice = advice
  }
}

const MINUTE = 60
const HOUR = 60 * MINUTE
const PAUSES = [1, 5, 30, 2 * MINUTE, 10 * MINUTE, HOUR]
/** About a day of trying once an hour. */
const MOST_ATTEMPTS = 30

/** When a job that failed is tried again; null when it was tried often enough. */
export function nextTry(failedBefore: number, now: Instant): Instant | null {
  if (failedBefore + 1 >= MOST_ATTEMPTS) return null
  return later(now, PAUSES[failedBefore] ?? HOUR)
}
