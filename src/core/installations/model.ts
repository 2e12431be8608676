import type { Instant } from '../time.ts'

/** What Slack grants when somebody installs, or when a token is renewed. */
export interface Grant {
  readonly teamId: string
  readonly teamName: string
  readonly botUserId: string | null
  /** Comma-separated. */
  readonly scopes: string
  readonly botToken: string
  /** Null where tokens do not expire. */
  readonly refreshToken: string | null
  /** How long the token is good for; null for ever. */
  readonly expiresInSeconds: number | null
}

/** A Slack team's installation, without its tokens. */
export interface Installation {
  readonly workspaceId: string
  readonly teamId: string
  readonly botUserId: string | null
  readonly scopes: readonly string[]
  /** Slack user ids are not members: who installed may never have used a command. */
  readonly installedBy: string | null
  readonly installedAt: Instant
  readonly uninstalledAt: Instant | null
  readonly tokenExpiresAt: Instant | null
}

/** A token as the bot uses it. */
export interface BotToken {
  readonly token: string
  readonly expiresAt: Instant | null
}

/** What went wrong last between a workspace and Slack, and what to do about it. */
export interface Trouble {
  /** Slack's name of the error. */
  readonly name: string
  readonly sentence: string
  readonly at: Instant
}

/** Tokens last twelve hours: two are left for whatever keeps us from asking for the next one. */
export const ROTATE_SECONDS_BEFORE = 2 * 60 * 60
/** How long one process may take to ask Slack for the next token before another one tries. */
export const ROTATION_LEASE_SECONDS = 30
/** An installation that was begun must be finished within. */
export const STATE_SECONDS = 10 * 60
