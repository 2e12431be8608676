/** A Slack team that installed us by OAuth. Tokens are sealed; none is left after uninstalling. */
export interface InstallationRow {
  id: string
  workspace_id: string
  team_id: string
  bot_user_id: string | null
  /** Comma-separated, as Slack granted them. */
  scopes: string
  bot_token: string | null
  /** Only where tokens expire. */
  refresh_token: string | null
  token_expires_at: string | null
  /** Until then one process is asking Slack for the next token. */
  rotating_until: string | null
  /** The Slack user who installed. */
  installed_by: string | null
  installed_at: string
  /** When the installer got their one direct message. */
  greeted_at: string | null
  uninstalled_at: string | null
}

/** An installation that somebody has begun in a browser. */
export interface InstallStateRow {
  state_hash: string
  browser_hash: string
  expires_at: string
  used_at: string | null
}

/** A workspace whose jobs for Slack wait until its token works again. */
export interface OutboxStopRow {
  workspace_id: string
  /** Slack's name of the error. */
  reason: string
  advice: string
  since: string
}

/** What went wrong last between a workspace and Slack. */
export interface SlackTroubleRow {
  workspace_id: string
  name: string
  sentence: string
  happened_at: string
}
