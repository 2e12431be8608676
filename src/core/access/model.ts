import { type AppError, invalid, notFound } from '../errors.ts'
import { type Instant, later } from '../time.ts'

/** A way in from Slack: good for one browser, once. */
export interface SignInLink {
  readonly workspaceId: string
  readonly memberId: string
  readonly expiresAt: Instant
  readonly usedAt: Instant | null
}

/** A browser that is signed in. */
export interface Session {
  readonly workspaceId: string
  readonly memberId: string
  readonly expiresAt: Instant
}

const DAY = 24 * 60 * 60
export const LINK_SECONDS = 5 * 60
export const SESSION_SECONDS = 30 * DAY

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

/** Whether a session in use shall last longer: at most once a day, so that reading pages writes next to nothing. */
export function renewalDue(session: Session, now: Instant): boolean {
  return session.expiresAt < later(now, SESSION_SECONDS - DAY)
}
