import { newSecretWord } from '../ids.ts'
import { type Instant, later } from '../time.ts'

/** A program's way in, in the name of a member. The token itself is not kept. */
export interface ApiToken {
  readonly id: string
  readonly name: string
  readonly member: { readonly id: string; readonly name: string }
  readonly createdAt: Instant
  /** To the hour. */
  readonly lastUsedAt: Instant | null
}

const HOUR = 60 * 60

/** An unguessable token that a scanner for leaked secrets can tell by its beginning. */
export function newToken(): string {
  return `dw_${newSecretWord()}`
}

/** Whether a use is worth writing down: once an hour is enough. */
export function useIsNews(lastUsedAt: Instant | null, now: Instant): boolean {
  return lastUsedAt === null || lastUsedAt < later(now, -HOUR)
}
