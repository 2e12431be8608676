import { type Kysely, type Migration, sql } from 'kysely'

/** What a change made of a deal, so far as reports count it, behind what finds the spans of a moment. */
const STANDING = [
  ...['deleted', 'opportunity_id', 'pipeline_id', 'stage_id', 'closed_on', 'owner_id', 'highest_rank', 'value'],
  ...['currency', 'probability', 'created_at', 'cycle_seconds', 'source', 'expected_close_on'],
]

/** What a forecast asks of open deals and narrows them down by. */
const EXPECTED = [
  ...['expected_close_on', 'status', 'currency', 'stage_id', 'probability', 'value', 'owner_id', 'pipeline_id'],
  ...['source', 'created_at', 'changed_at', 'closed_on', 'deleted_at', 'id'],
]

/** What closed deals are grouped and narrowed down by; and which they are, for what belongs to them. */
const CLOSED = [
  ...['status', 'currency', 'pipeline_id', 'stage_id', 'owner_id', 'highest_rank', 'value', 'probability'],
  ...['cycle_seconds', 'created_at', 'source', 'changed_at', 'deleted_at', 'id'],
]

/** A row of the rollups, from what finds it to what is added up. */
const TOTALS = [
  ...['generation', 'kind', 'lens', 'bucket', 'status', 'currency', 'pipeline_id', 'stage_id', 'owner_id'],
  ...['highest_rank', 'source', 'cycle_days', 'deals', 'valued', 'amount', 'weighted', 'cycles'],
]

/** These indexes hold what reports ask of them in a better order, or some columns more, so that no row is read. */
export const coveringIndexes: Migration = {
  async up(db: Kysely<unknown>) {
    // Those touched last are found without the others.
    await db.schema.dropIndex('opportunities_open_by_activity').execute()
    await db.schema
      .createIndex('opportunities_open_by_activity')
      .on('opportunities')
      .columns(['workspace_id', 'stage_id', 'last_activity_at', 'owner_id', 'pipeline_id', 'source', 'created_at'])
      .columns(['status', 'deleted_at'])
      .where(sql<boolean>`deleted_at is null and status = 'open'`)
      .execute()
    await db.schema.dropIndex('opportunities_by_expected_close_on').execute()
    await db.schema
      .createIndex('opportunities_by_expected_close_on')
      .on('opportunities')
      .columns(['workspace_id', ...EXPECTED])
      .where(sql<boolean>`closed_on is null and deleted_at is null`)
      .execute()
    await db.schema.dropIndex('opportunities_closed_by_group').execute()
    await db.schema
      .createIndex('opportunities_closed_by_group')
      .on('opportunities')
      .columns(['workspace_id', ...CLOSED])
      .where(sql<boolean>`deleted_at is null and status <> 'open'`)
      .execute()
    await db.schema.dropIndex('opportunity_history_by_status_valid_to_valid_from').execute()
    await db.schema
      .createIndex('opportunity_history_by_status_valid_to_valid_from')
      .on('opportunity_history')
      .columns(['workspace_id', 'status', 'valid_to', 'valid_from', ...STANDING])
      .execute()
    await db.schema.dropIndex('opportunity_history_by_recorded_at').execute()
    await db.schema
      .createIndex('opportunity_history_by_recorded_at')
      .on('opportunity_history')
      .columns(['workspace_id', 'recorded_at', 'via', 'valid_from', 'pipeline_id', 'stage_id', 'owner_id', 'source'])
      .execute()
    await db.schema
      .createIndex('deal_rollups_whole')
      .on('deal_rollups')
      .columns(['workspace_id', ...TOTALS])
      .execute()
  },
}
