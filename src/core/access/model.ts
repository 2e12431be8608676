import { type AppError, invalid, notFound } from '../errors.ts'
import { type Instant, later } from '../time.ts'

/** A way in from Slack: good for one browser, once. */
export interface SignInLink {
  readonly workspaceId: string
  readonly memberId: string
  readonly expiresAt: Instant
  readonly usedAt: Instant | null
}

/** A browser that is signed in, by the word that it holds now. */
export interface Session {
  /** The hash of the word: names the session, and opens nothing. */
  readonly id: string
  readonly workspaceId: string
  readonly memberId: string
  /** When the word was handed out. */
  readonly createdAt: Instant
  readonly expiresAt: Instant
  readonly signedInAt: Instant
  /** "Firefox on Windows"; null where nobody knows. */
  readonly browser: string | null
}

const DAY = 24 * 60 * 60
export const LINK_SECONDS = 5 * 60
export const SESSION_SECONDS = 30 * DAY
/** How long a replaced word still serves the requests that were under way with it. */
export const REPLACED_SECONDS = 60

/** Throws `invalid` when the link was used or its time is over, `not_found` when there never was one. */
export function assertUsable(link: SignInLink | null, now: Instant): asserts link is SignInLink {
  if (!link) throw notFound('This link is not valid. Ask for a new one with /deal dashboard.')
  if (link.usedAt !== null) throw usedAlready()
  if (link.expiresAt <= now) throw invalid('This link has expired. Ask for a new one with /deal dashboard.')
}

/** Somebody was faster with the same link. */
export function usedAlready(): AppError {
  return invalid('This link was already used. Ask for a new one with /deal dashboard.')
}

/**
 * Whether a browser in use shall get a new word, and 30 more days: once a day, so that reading pages writes next to
 * nothing. One that was replaced is not replaced again.
 */
export function renewalDue(session: Session, now: Instant): boolean {
  return session.createdAt <= later(now, -DAY) && session.expiresAt > later(now, REPLACED_SECONDS)
}
