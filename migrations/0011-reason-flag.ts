import { type Kysely, type Migration, sql } from 'kysely'

/** What reports count reasons by, and what they add up or narrow down by besides. */
const COUNTED = [
  ...['reason_id', 'currency', 'closed_on', 'pipeline_id', 'stage_id', 'owner_id', 'highest_rank'],
  ...['value', 'cycle_seconds', 'created_at', 'source', 'changed_at', 'deleted_at'],
]

/** Which reasons say that there never was a deal, and an index by which reports count reasons. */
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
  },
}
