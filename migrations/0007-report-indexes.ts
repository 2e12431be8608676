import { type Kysely, type Migration, sql } from 'kysely'

/** What reports group by, in the order in which they do. */
const GROUPS = ['currency', 'pipeline_id', 'stage_id', 'owner_id', 'highest_rank']
/** What they add up or narrow down by besides. */
const FACTS = ['value', 'probability', 'cycle_seconds', 'created_at', 'source', 'changed_at', 'deleted_at']

/** Reports find the deals they count in the order of their groups, and read no row. */
export const reportIndexes: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.dropIndex('opportunities_by_status_closed_on').execute()
    await db.schema
      .createIndex('opportunities_by_status_closed_on')
      .on('opportunities')
      .columns(['workspace_id', 'status', 'closed_on', ...GROUPS, ...FACTS])
      .where(sql<boolean>`deleted_at is null`)
      .execute()
    // Closed deals of all time: a move of an open deal does not touch it.
    await db.schema
      .createIndex('opportunities_closed_by_group')
      .on('opportunities')
      .columns(['workspace_id', 'status', ...GROUPS, ...FACTS])
      .where(sql<boolean>`deleted_at is null and status <> 'open'`)
      .execute()
  },
}
