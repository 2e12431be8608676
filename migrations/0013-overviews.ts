import type { Migration } from 'kysely'
import { type Db, index, owned } from './0001-shapes.ts'

/** What each member's overview shows, and the views that managers arranged for the team. */
export const overviews: Migration = {
  async up(db: Db) {
    await owned(db, 'overview_views')
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('cards', 'text', (c) => c.notNull())
      .addColumn('team_default', 'integer', (c) => c.notNull())
      .addColumn('created_by', 'text')
      .addColumn('changed_at', 'text', (c) => c.notNull())
      .execute()
    await index(db, 'overview_views', ['name']).unique().execute()
    await owned(db, 'overview_choices')
      .addColumn('member_id', 'text', (c) => c.notNull().references('members.id'))
      .addColumn('shown', 'text', (c) => c.notNull())
      .addColumn('cards', 'text')
      .addColumn('changed_at', 'text', (c) => c.notNull())
      .execute()
    await index(db, 'overview_choices', ['member_id']).unique().execute()
  },
}
