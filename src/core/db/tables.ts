/**
 * The rows as they stand in the database, on both engines alike. Instants are UTC ISO-8601 text of fixed width
 * (`2026-11-23T14:05:00.000Z`), dates `YYYY-MM-DD` text, booleans 0/1, money integer minor units, lists JSON text.
 */
export interface Tables {
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
  cards: CardRow
  outbox: OutboxRow
  received_events: ReceivedEventRow
  idempotent_answers: IdempotentAnswerRow
  import_runs: ImportRunRow
}

/** 0 is false, 1 is true: the only booleans both engines and both drivers agree on. */
export type Flag = 0 | 1

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
  created_at: string
  expires_at: string
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
}

/** What reports may ask of a deal, whether as it stands now or as it stood: the columns both tables share. */
export interface ReportableColumns {
  workspace_id: string
  name: string
  pipeline_id: string
  stage_id: string
  /** The highest rank reached in the pipeline it stands in. */
  highest_rank: number
  status: 'open' | 'won' | 'lost' | 'abandoned'
  value: number | null
  currency: string
  /** The deal's own, 0 to 100; null takes its stage's. */
  probability: number | null
  owner_id: string | null
  contact_id: string | null
  source: string | null
  /** JSON array of lower-case words. */
  tags: string
  expected_close_on: string | null
  reason_id: string | null
  created_at: string
  stage_entered_at: string
  closed_at: string | null
  /** The workspace's local day of `closed_at`: what rates and months go by. */
  closed_on: string | null
  episode: number
}

export interface OpportunityRow extends ReportableColumns {
  id: string
  number: number
  external_id: string | null
  import_run_id: string | null
  /** When the current history span began: no later change may be dated before it. */
  changed_at: string
  last_activity_at: string
  history_quality: 'full' | 'partial' | 'imported'
  deleted_at: string | null
  version: number
}

export interface OpportunityHistoryRow extends ReportableColumns {
  id: string
  opportunity_id: string
  version: number
  valid_from: string
  /** The span's excluded end; `9999-12-31T23:59:59.999Z` while it lasts. */
  valid_to: string
  deleted: Flag
  kind: string
  actor_id: string | null
  via: string
  recorded_at: string
  source_key: string | null
}

export interface StageStayRow {
  id: string
  workspace_id: string
  opportunity_id: string
  pipeline_id: string
  stage_id: string
  rank: number
  episode: number
  entered_at: string
  left_at: string | null
  outcome: string | null
  /** Where it went: the next stage, for the conversion matrix. */
  next_stage_id: string | null
  /** 0 when the import could not tell when the deal entered: such a stay is counted, never timed. */
  entry_known: Flag
}

export interface NoteRow {
  id: string
  workspace_id: string
  opportunity_id: string
  author_id: string | null
  text: string
  via: string
  created_at: string
}

/** A posted copy of a deal's card: where it is and what it shows. */
export interface CardRow {
  id: string
  workspace_id: string
  opportunity_id: string
  channel_id: string
  message_ts: string
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
