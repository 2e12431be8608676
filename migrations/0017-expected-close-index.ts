import { type Kysely, type Migration, sql } from 'kysely'

/** What a forecast asks of open deals and narrows them down by, so that it reads no row. */
const ASKED = ['expected_close_on', 'status', 'currency', 'stage_id', 'probability', 'value', 'owner_id']
const NARROWED_BY = ['pipeline_id', 'source', 'created_at', 'changed_at']

/** Forecasts find open deals in the order of their expected close. */
export const expectedCloseIndex: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createIndex('opportunities_by_expected_close_on')
      .on('opportunities')
      .columns(['workspace_id', ...ASKED, ...NARROWED_BY])
      .where(sql<boolean>`closed_on is null and deleted_at is null`)
      .execute()
  },
}
