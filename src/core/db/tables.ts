import type { HomeRow, TaskRow } from './day-tables.ts'
import type { InstallationRow, InstallStateRow, OutboxStopRow, SlackTroubleRow } from './installation-tables.ts'
import type { ListTables } from './list-tables.ts'
import type { MoneyTables } from './money-tables.ts'
import type { NoticeTables } from './notice-tables.ts'
import type { Flag, OpportunityHistoryRow, OpportunityRow, StageStayRow } from './opportunity-tables.ts'
import type { OverviewTables } from './overview-tables.ts'
import type { DealRollupRow, RollupStateRow } from './rollup-tables.ts'

export type { HomeRow, TaskRow } from './day-tables.ts'
export type { InstallationRow } from './installation-tables.ts'
export type { ForecastRow, RateRow, TargetRow } from './money-tables.ts'
export type {
  Flag,
  OpportunityHistoryRow,
  OpportunityRow,
  ReportableColumns,
  StageStayRow,
} from './opportunity-tables.ts'
export type { DealRollupRow, RollupStateRow } from './rollup-tables.ts'

/**
 * The rows as they stand in the database, on both engines alike. Instants are UTC ISO-8601 text of fixed width
 * (`2026-11-23T14:05:00.000Z`), dates `YYYY-MM-DD` text, booleans 0/1, money integer minor units, lists JSON text.
 */
export interface Tables extends NoticeTables, MoneyTables, ListTables, OverviewTables {
  workspaces: WorkspaceRow
  members: MemberRow
  sessions: SessionRow
  sign_in_links: SignInLinkRow
  api_tokens: ApiTokenRow
  pipelines: PipelineRow
  stages: StageRow
  contacts: ContactRow
  reasons: ReasonRow
  opportunities: OpportunityRow
  opportunity_history: OpportunityHistoryRow
  stage_stays: StageStayRow
  notes: NoteRow
  tasks: TaskRow
  homes: HomeRow
  cards: CardRow
  outbox: OutboxRow
  received_events: ReceivedEventRow
  idempotent_answers: IdempotentAnswerRow
  import_runs: ImportRunRow
  installations: InstallationRow
  install_states: InstallStateRow
  outbox_stops: OutboxStopRow
  slack_troubles: SlackTroubleRow
  search_words: SearchWordRow
  rollup_states: RollupStateRow
  deal_rollups: DealRollupRow
}

export interface WorkspaceRow {
  id: string
  slack_team_id: string | null
  name: string
  time_zone: string
  currency: string
  /** 0 Sunday to 6 Saturday. */
  first_weekday: number
  /** 1 January to 12 December. */
  fiscal_start_month: number
  reps_see: 'all' | 'own'
  next_number: number
  next_task_number: number
  /** Counts every committed change; the pages' cache key. */
  revision: number
  created_at: string
}

export interface MemberRow {
  id: string
  workspace_id: string
  slack_user_id: string | null
  name: string
  email: string | null
  role: 'rep' | 'manager' | 'admin'
  time_zone: string | null
  picture_url: string | null
  active: Flag
  created_at: string
}

export interface SessionRow {
  id_hash: string
  workspace_id: string
  member_id: string
  /** When this word was handed out; a session in use gets a new one every day. */
  created_at: string
  expires_at: string
  /** When the member signed in; null for sessions from before this was kept. */
  signed_in_at: string | null
  /** "Firefox on Windows" */
  browser: string | null
}

export interface SignInLinkRow {
  token_hash: string
  workspace_id: string
  member_id: string
  created_at: string
  expires_at: string
  used_at: string | null
}

export interface ApiTokenRow {
  id: string
  workspace_id: string
  member_id: string
  name: string
  token_hash: string
  created_at: string
  last_used_at: string | null
  revoked_at: string | null
}

export interface PipelineRow {
  id: string
  workspace_id: string
  name: string
  position: number
  retired_at: string | null
  created_at: string
}

export interface StageRow {
  id: string
  workspace_id: string
  pipeline_id: string
  name: string
  /** 0 is the first stage; retired stages keep the rank they had. */
  rank: number
  /** 0 to 100 percent. */
  probability: number
  /** The most days a deal should stay; null is no limit. */
  limit_days: number | null
  retired_at: string | null
  created_at: string
}

export interface ContactRow {
  id: string
  workspace_id: string
  name: string
  email: string | null
  phone: string | null
  company: string | null
  created_at: string
}

export interface ReasonRow {
  id: string
  workspace_id: string
  name: string
  status: 'lost' | 'abandoned'
  position: number
  retired_at: string | null
  not_a_real_deal: Flag
}

export interface NoteRow {
  id: string
  workspace_id: string
  opportunity_id: string
  author_id: string | null
  text: string
  via: string
  created_at: string
  /** Names the request that wrote it, so that the same one writes it once. */
  source_key: string | null
}

/** A posted copy of a deal's card: where it is and what it shows. */
export interface CardRow {
  id: string
  workspace_id: string
  opportunity_id: string
  channel_id: string
  message_ts: string
  thread_ts: string | null
  shown_version: number
  created_at: string
}

export interface OutboxRow {
  id: string
  workspace_id: string
  kind: string
  /** Jobs of one kind and key that still wait are one job. */
  key: string
  /** Grows when a waiting job is asked for again, so that one already running is run once more. */
  generation: number
  payload: string
  run_at: string
  attempts: number
  claimed_until: string | null
  failed_at: string | null
  last_error: string | null
  created_at: string
}

export interface ReceivedEventRow {
  workspace_key: string
  event_id: string
  received_at: string
}

export interface IdempotentAnswerRow {
  workspace_id: string
  key: string
  request_hash: string
  status: number
  body: string
  created_at: string
}

export interface ImportRunRow {
  id: string
  workspace_id: string
  actor_id: string | null
  file_name: string
  created_count: number
  created_at: string
}

/** A word that a deal or a contact is found by, as `search/model.ts` spells it. */
export interface SearchWordRow {
  workspace_id: string
  word: string
  subject_id: string
}
