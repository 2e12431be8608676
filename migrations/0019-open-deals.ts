import { type Kysely, type Migration, sql } from 'kysely'

/** What lists of open deals are narrowed down and sorted by. */
const LISTED = [
  ...['stage_id', 'expected_close_on', 'stage_entered_at', 'last_activity_at'],
  ...['owner_id', 'value', 'currency', 'number', 'pipeline_id', 'id'],
]

/** The board and the day find the open deals that they show in it, and read only the rows of those. */
export const openDeals: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createIndex('opportunities_open')
      .on('opportunities')
      .columns(['workspace_id', ...LISTED])
      .where(sql<boolean>`deleted_at is null and status = 'open'`)
      .execute()
  },
}
