import type { Kysely, Migration } from 'kysely'

/** What a member's list of their browsers says of each. */
export const sessions: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('sessions').addColumn('signed_in_at', 'text').execute()
    await db.schema.alterTable('sessions').addColumn('browser', 'text').execute()
  },
}
