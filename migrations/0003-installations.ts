import type { Migration } from 'kysely'
import { type Db, owned } from './0001-shapes.ts'

/** Which Slack teams installed us, with their sealed tokens; and which workspaces' jobs stand still, and why. */
export const installations: Migration = {
  async up(db: Db) {
    await owned(db, 'installations')
      .addColumn('team_id', 'text', (c) => c.notNull())
      .addColumn('bot_user_id', 'text')
      .addColumn('scopes', 'text', (c) => c.notNull())
      .addColumn('bot_token', 'text')
      .addColumn('refresh_token', 'text')
      .addColumn('token_expires_at', 'text')
      .addColumn('rotating_until', 'text')
      .addColumn('installed_by', 'text')
      .addColumn('installed_at', 'text', (c) => c.notNull())
      .addColumn('greeted_at', 'text')
      .addColumn('uninstalled_at', 'text')
      .execute()
    await db.schema
      .createIndex('installations_by_workspace')
      .on('installations')
      .columns(['workspace_id'])
      .unique()
      .execute()

    await db.schema
      .createTable('install_states')
      .addColumn('state_hash', 'text', (c) => c.primaryKey())
      .addColumn('browser_hash', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'text', (c) => c.notNull())
      .addColumn('used_at', 'text')
      .execute()

    await db.schema
      .createTable('outbox_stops')
      .addColumn('workspace_id', 'text', (c) => c.primaryKey().references('workspaces.id'))
      .addColumn('reason', 'text', (c) => c.notNull())
      .addColumn('advice', 'text', (c) => c.notNull())
      .addColumn('since', 'text', (c) => c.notNull())
      .execute()

    await db.schema
      .createTable('slack_troubles')
      .addColumn('workspace_id', 'text', (c) => c.primaryKey().references('workspaces.id'))
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('sentence', 'text', (c) => c.notNull())
      .addColumn('happened_at', 'text', (c) => c.notNull())
      .execute()
  },
}
