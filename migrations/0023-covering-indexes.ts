import { type Kysely, type Migration, type RawBuilder, sql } from 'kysely'

/** Open deals by when they were touched last, so that the fresh are found without the others. */
const TOUCHED = [
  ...['stage_id', 'last_activity_at', 'owner_id', 'pipeline_id', 'source', 'created_at', 'status', 'deleted_at'],
]

/** By which way changes came, and whether they took effect before. */
const RECORDED = ['recorded_at', 'via', 'valid_from', 'pipeline_id', 'stage_id', 'owner_id', 'source']

/** What a change made of a deal, so far as reports count it, behind what finds the spans of a moment. */
const STANDING = [
  ...['status', 'valid_to', 'valid_from'],
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
    const remake = async (name: string, table: string, columns: readonly string[], part?: RawBuilder<boolean>) => {
      await db.schema.dropIndex(name).execute()
      const index = db.schema
        .createIndex(name)
        .on(table)
        .columns(['workspace_id', ...columns])
      await (part ? index.where(part) : index).execute()
    }
    const open = sql<boolean>`deleted_at is null and status = 'open'`
    const notClosed = sql<boolean>`closed_on is null and deleted_at is null`
    const closed = sql<boolean>`deleted_at is null and status <> 'open'`
    await remake('opportunities_open_by_activity', 'opportunities', TOUCHED, open)
    await remake('opportunities_by_expected_close_on', 'opportunities', EXPECTED, notClosed)
    await remake('opportunities_closed_by_group', 'opportunities', CLOSED, closed)
    await remake('opportunity_history_by_status_valid_to_valid_from', 'opportunity_history', STANDING)
    await remake('opportunity_history_by_recorded_at', 'opportunity_history', RECORDED)
    await db.schema
      .createIndex('deal_rollups_whole')
      .on('deal_rollups')
      .columns(['workspace_id', ...TOTALS])
      .execute()
  },
}
