import type { Migration } from 'kysely'
import { type Db, index, owned } from './0001-shapes.ts'

/** How long a deal may stay in a stage, and what is to be done about deals. */
export const limitsAndTasks: Migration = {
  async up(db: Db) {
    // Stages that were there before get the default of new ones: 14 days.
    await db.schema
      .alterTable('stages')
      .addColumn('limit_days', 'integer', (c) => c.defaultTo(14))
      .execute()
    await db.schema
      .alterTable('workspaces')
      .addColumn('next_task_number', 'bigint', (c) => c.notNull().defaultTo(1))
      .execute()
    await tasks(db)
    await homes(db)
  },
}

/** What each member's Home in Slack shows. */
async function homes(db: Db): Promise<void> {
  await owned(db, 'homes')
    .addColumn('member_id', 'text', (c) => c.notNull().references('members.id'))
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('view_hash', 'text')
    .addColumn('shown_at', 'text', (c) => c.notNull())
    .execute()
  await index(db, 'homes', ['member_id']).unique().execute()
}

async function tasks(db: Db): Promise<void> {
  await owned(db, 'tasks')
    .addColumn('number', 'bigint', (c) => c.notNull())
    .addColumn('opportunity_id', 'text', (c) => c.notNull().references('opportunities.id'))
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('due_on', 'text')
    .addColumn('due_at', 'text')
    .addColumn('assignee_id', 'text')
    .addColumn('created_by', 'text')
    .addColumn('via', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('done_at', 'text')
    .addColumn('done_by', 'text')
    .addColumn('source_key', 'text')
    .execute()
  await index(db, 'tasks', ['number']).unique().execute()
  await index(db, 'tasks', ['source_key']).unique().execute()
  await index(db, 'tasks', ['opportunity_id', 'done_at']).execute()
  await index(db, 'tasks', ['assignee_id', 'done_at', 'due_on']).execute()
}
