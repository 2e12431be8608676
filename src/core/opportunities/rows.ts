import type { OpportunityRow, ReportableColumns } from '../db/tables.ts'
import { secondsBetween } from '../time.ts'
import type { Opportunity } from './model.ts'

/** The current row with the names that its ids point at: what `store.ts` selects. */
export interface JoinedRow extends OpportunityRow {
  pipeline_name: string
  stage_name: string
  stage_rank: number
  stage_probability: number
  owner_name: string | null
  owner_slack_user_id: string | null
  contact_name: string | null
  contact_email: string | null
  contact_phone: string | null
  contact_company: string | null
  reason_name: string | null
}

/** Reads a row into the domain's value, once. */
export function opportunityOf(row: JoinedRow): Opportunity {
  return {
    id: row.id,
    number: row.number,
    ref: `D-${row.number}`,
    version: row.version,
    name: row.name,
    pipeline: { id: row.pipeline_id, name: row.pipeline_name },
    stage: { id: row.stage_id, name: row.stage_name, rank: row.stage_rank, probability: row.stage_probability },
    highestRank: row.highest_rank,
    status: row.status,
    value: row.value,
    currency: row.currency,
    probability: row.probability,
    owner: row.owner_id ? { id: row.owner_id, name: row.owner_name ?? '', slackUserId: row.owner_slack_user_id } : null,
    contact: row.contact_id
      ? {
          id: row.contact_id,
          name: row.contact_name ?? '',
          email: row.contact_email,
          phone: row.contact_phone,
          company: row.contact_company,
        }
      : null,
    source: row.source,
    tags: JSON.parse(row.tags) as string[],
    expectedCloseOn: row.expected_close_on,
    reason: row.reason_id ? { id: row.reason_id, name: row.reason_name ?? '' } : null,
    createdAt: row.created_at,
    stageEnteredAt: row.stage_entered_at,
    closedAt: row.closed_at,
    closedOn: row.closed_on,
    episode: row.episode,
    changedAt: row.changed_at,
    lastActivityAt: row.last_activity_at,
    externalId: row.external_id,
    historyQuality: row.history_quality,
    deletedAt: row.deleted_at,
  }
}

/** What the current row and a history span say alike. */
export function reportableColumnsOf(deal: Opportunity, workspaceId: string): ReportableColumns {
  return {
    workspace_id: workspaceId,
    name: deal.name,
    pipeline_id: deal.pipeline.id,
    stage_id: deal.stage.id,
    highest_rank: deal.highestRank,
    status: deal.status,
    value: deal.value,
    currency: deal.currency,
    probability: deal.probability,
    owner_id: deal.owner?.id ?? null,
    contact_id: deal.contact?.id ?? null,
    source: deal.source,
    tags: JSON.stringify(deal.tags),
    expected_close_on: deal.expectedCloseOn,
    reason_id: deal.reason?.id ?? null,
    created_at: deal.createdAt,
    stage_entered_at: deal.stageEnteredAt,
    closed_at: deal.closedAt,
    closed_on: deal.closedOn,
    cycle_seconds: deal.closedAt === null ? null : secondsBetween(deal.createdAt, deal.closedAt),
    episode: deal.episode,
  }
}

/** The current row. */
export function rowOf(deal: Opportunity, workspaceId: string, importRunId: string | null): OpportunityRow {
  return {
    ...reportableColumnsOf(deal, workspaceId),
    id: deal.id,
    number: deal.number,
    external_id: deal.externalId,
    import_run_id: importRunId,
    changed_at: deal.changedAt,
    last_activity_at: deal.lastActivityAt,
    history_quality: deal.historyQuality,
    deleted_at: deal.deletedAt,
    version: deal.version,
  }
}
