import type { Kysely, Migration } from 'kysely'
import { index, owned } from './0001-shapes.ts'

/** Reports that are posted into a channel again and again. */
export const scheduledReports: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await owned(db, 'scheduled_reports')
      .addColumn('author_id', 'text', (c) => c.notNull().references('members.id'))
      .addColumn('report', 'text', (c) => c.notNull())
      .addColumn('query', 'text', (c) => c.notNull())
      .addColumn('channel_id', 'text', (c) => c.notNull())
      .addColumn('channel_name', 'text', (c) => c.notNull())
      .addColumn('every', 'text', (c) => c.notNull())
      .addColumn('hour', 'integer', (c) => c.notNull())
      .addColumn('next_run_at', 'text', (c) => c.notNull())
      .addColumn('created_at', 'text', (c) => c.notNull())
      .execute()
    await index(db, 'scheduled_reports', ['next_run_at']).execute()
  },
}
