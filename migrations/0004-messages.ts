import type { Kysely, Migration } from 'kysely'

/** What conversations need: a note that is written once however often it is asked for, and the thread a card stands in. */
export const messages: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('notes').addColumn('source_key', 'text').execute()
    await db.schema
      .createIndex('notes_by_source_key')
      .on('notes')
      .columns(['workspace_id', 'source_key'])
      .unique()
      .execute()
    await db.schema.alterTable('cards').addColumn('thread_ts', 'text').execute()
    await db.schema
      .createIndex('cards_by_channel_id_thread_ts')
      .on('cards')
      .columns(['workspace_id', 'channel_id', 'thread_ts'])
      .execute()
  },
}
