import { type Kysely, type Migration, sql } from 'kysely'

/** What reports count reasons by, and what they add up or narrow down by besides. */
const COUNTED = [
  ...['reason_id', 'currency', 'closed_on', 'pipeline_id', 'stage_id', 'owner_id', 'highest_rank'],
  ...['value', 'cycle_seconds', 'created_at', 'source', 'changed_at', 'deleted_at'],
]

/** What owners' idle deals are found by, and what they are narrowed down by besides. */
const IDLE = ['stage_id', 'owner_id', 'last_activity_at', 'pipeline_id', 'source', 'created_at', 'status', 'deleted_at']

/** Which reasons say that there never was a deal, and indexes by which reports count how deals ended, and for whom. */
export const reasonFlag: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('reasons')
      .addColumn('not_a_real_deal', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    await db.schema
      .createIndex('opportunities_closed_by_reason')
      .on('opportunities')
      .columns(['workspace_id', 'status', ...COUNTED])
      .where(sql<boolean>`deleted_at is null and status <> 'open' and status <> 'won'`)
      .execute()
    await db.schema
      .createIndex('opportunities_open_by_activity')
      .on('opportunities')
      .columns(['workspace_id', ...IDLE])
      .where(sql<boolean>`deleted_at is null and status = 'open'`)
      .execute()
    // What became of deals after they were closed: seldom anything.
    await db.schema
      .createIndex('opportunity_history_after_close')
      .on('opportunity_history')
      .columns(['workspace_id', 'opportunity_id', 'status', 'kind'])
      .where(sql<boolean>`status <> 'open' and kind <> 'won' and kind <> 'lost' and kind <> 'abandoned'`)
      .execute()
  },
}
