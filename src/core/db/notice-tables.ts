import type { Flag } from './opportunity-tables.ts'

/** Who wants to hear of what, what was told already, and what owners answered about idle deals. */
export interface NoticeTables {
  follows: FollowRow
  subscriptions: SubscriptionRow
  notice_settings: NoticeSettingsRow
  notice_marks: NoticeMarkRow
  notice_threads: NoticeThreadRow
  digest_slots: DigestSlotRow
  scheduled_reports: ScheduledReportRow
  stale_prompts: StalePromptRow
}

/** One listener's wish about one deal: to hear all of it, or nothing. */
export interface FollowRow {
  id: string
  workspace_id: string
  opportunity_id: string
  /** A member's id, or a place: see `subscriptions.place`. */
  listener: string
  muted: Flag
  created_at: string
}

export interface SubscriptionRow {
  id: string
  workspace_id: string
  /** Slack's id of a channel, or of the person whose direct messages it is. */
  place: string
  /** Words between blanks, ` won lost `, so that a statement finds one of them. */
  kinds: string
  pipeline_id: string | null
  owner_id: string | null
  min_value: number | null
  currency: string
  created_by: string | null
  created_at: string
}

export interface NoticeSettingsRow {
  id: string
  workspace_id: string
  member_id: string
  assigned: Flag
  tasks: Flag
  closed: Flag
  every_win: Flag
  stale: Flag
  bulk: Flag
  day_digest: Flag
  week_digest: Flag
  /** Local time of the digests, `08:00`. */
  morning: string
  quiet_from: string | null
  quiet_to: string | null
}

/** Up to which version somebody's changes of a deal were told. */
export interface NoticeMarkRow {
  id: string
  workspace_id: string
  opportunity_id: string
  /** A member's id; empty for the program itself. */
  actor: string
  version: number
}

/** The message under which a place's notices about a deal gather. */
export interface NoticeThreadRow {
  id: string
  workspace_id: string
  opportunity_id: string
  place: string
  channel_id: string
  message_ts: string
}

/** A report that is posted into a channel again and again. */
export interface ScheduledReportRow {
  id: string
  workspace_id: string
  author_id: string
  report: string
  /** The words of its address: "pipeline=Sales&period=this-month" */
  query: string
  channel_id: string
  channel_name: string
  every: string
  hour: number
  next_run_at: string
  created_at: string
}

/** A digest that one process has taken on. */
export interface DigestSlotRow {
  id: string
  workspace_id: string
  member_id: string
  digest: string
  /** The local day it is for. */
  slot: string
  claimed_at: string
}

/** An owner who was asked what becomes of an idle deal, and the answer. */
export interface StalePromptRow {
  id: string
  workspace_id: string
  opportunity_id: string
  member_id: string
  asked_at: string
  /** The deal's last activity when it was asked about. */
  idle_since: string
  channel_id: string | null
  message_ts: string | null
  answer: string | null
  answered_by: string | null
  answered_at: string | null
  snoozed_until: string | null
}
