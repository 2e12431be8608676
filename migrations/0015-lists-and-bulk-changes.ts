import type { Migration } from 'kysely'
import { type Db, index, owned } from './0001-shapes.ts'

/** How members look at lists of deals, and changes of many deals at once with what became of each deal. */
export const listsAndBulkChanges: Migration = {
  async up(db: Db) {
    await lists(db)
    await bulkChanges(db)
  },
}

async function lists(db: Db): Promise<void> {
  await owned(db, 'saved_filters')
    .addColumn('member_id', 'text', (c) => c.notNull().references('members.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('shared', 'integer', (c) => c.notNull())
    .addColumn('query', 'text', (c) => c.notNull())
    .addColumn('sort', 'text', (c) => c.notNull())
    .addColumn('columns', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute()
  await index(db, 'saved_filters', ['member_id', 'name']).unique().execute()
  await index(db, 'saved_filters', ['shared']).execute()

  await owned(db, 'list_columns')
    .addColumn('member_id', 'text', (c) => c.notNull().references('members.id'))
    .addColumn('columns', 'text', (c) => c.notNull())
    .execute()
  await index(db, 'list_columns', ['member_id']).unique().execute()
}

async function bulkChanges(db: Db): Promise<void> {
  await owned(db, 'bulk_changes')
    .addColumn('member_id', 'text', (c) => c.references('members.id'))
    .addColumn('via', 'text', (c) => c.notNull())
    .addColumn('deed', 'text', (c) => c.notNull())
    .addColumn('sentence', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('started_at', 'text')
    .addColumn('finished_at', 'text')
    .addColumn('undone_by', 'text', (c) => c.references('members.id'))
    .addColumn('undo_started_at', 'text')
    .addColumn('undone_at', 'text')
    .execute()
  await index(db, 'bulk_changes', ['created_at']).execute()

  await owned(db, 'bulk_change_deals')
    .addColumn('bulk_change_id', 'text', (c) => c.notNull().references('bulk_changes.id'))
    .addColumn('opportunity_id', 'text', (c) => c.notNull().references('opportunities.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('seen_version', 'integer', (c) => c.notNull())
    .addColumn('made_version', 'integer')
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('message', 'text')
    .addColumn('undo_outcome', 'text')
    .addColumn('undo_message', 'text')
    .execute()
  await index(db, 'bulk_change_deals', ['bulk_change_id', 'outcome', 'number']).execute()
  await index(db, 'bulk_change_deals', ['bulk_change_id', 'number']).unique().execute()
}
