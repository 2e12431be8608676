import type { Kysely, Migration } from 'kysely'

/** Who wants to hear of changes of many deals at once, and which of those were told. */
export const bulkNotices: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('notice_settings')
      .addColumn('bulk', 'integer', (c) => c.notNull().defaultTo(1))
      .execute()
    // What was carried out before is old news: nobody is told of it, nor of its undoing.
    await db.schema.alterTable('bulk_changes').addColumn('told_at', 'text').execute()
    await db.schema.alterTable('bulk_changes').addColumn('undo_told_at', 'text').execute()
  },
}
