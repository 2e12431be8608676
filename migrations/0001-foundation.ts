import type { Migration } from 'kysely'
import { covering, type Db, index, owned, reportable } from './0001-shapes.ts'

/** Every table but `workspaces` belongs to a workspace; every index begins with it. */
export const foundation: Migration = {
  async up(db: Db) {
    await peopleTables(db)
    await pipelineTables(db)
    await opportunityTables(db)
    await historyTables(db)
    await deliveryTables(db)
  },
}

async function peopleTables(db: Db): Promise<void> {
  await db.schema
    .createTable('workspaces')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('slack_team_id', 'text', (c) => c.unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('time_zone', 'text', (c) => c.notNull())
    .addColumn('currency', 'text', (c) => c.notNull())
    .addColumn('first_weekday', 'integer', (c) => c.notNull())
    .addColumn('fiscal_start_month', 'integer', (c) => c.notNull())
    .addColumn('reps_see', 'text', (c) => c.notNull())
    .addColumn('next_number', 'bigint', (c) => c.notNull())
    .addColumn('revision', 'bigint', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute()

  await owned(db, 'members')
    .addColumn('slack_user_id', 'text')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('email', 'text')
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('time_zone', 'text')
    .addColumn('picture_url', 'text')
    .addColumn('active', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute()
  await index(db, 'members', ['slack_user_id']).unique().execute()

  for (const table of ['sessions', 'sign_in_links'] as const) {
    const key = table === 'sessions' ? 'id_hash' : 'token_hash'
    await db.schema
      .createTable(table)
      .addColumn(key, 'text', (c) => c.primaryKey())
      .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspaces.id'))
      .addColumn('member_id', 'text', (c) => c.notNull().references('members.id'))
      .addColumn('created_at', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'text', (c) => c.notNull())
      .$call((t) => (table === 'sign_in_links' ? t.addColumn('used_at', 'text') : t))
      .execute()
    await index(db, table, ['member_id']).execute()
  }

  await owned(db, 'api_tokens')
    .addColumn('member_id', 'text', (c) => c.notNull().references('members.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('last_used_at', 'text')
    .addColumn('revoked_at', 'text')
    .execute()
}

async function pipelineTables(db: Db): Promise<void> {
  await owned(db, 'pipelines')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('retired_at', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute()
  await index(db, 'pipelines', ['position']).execute()

  await owned(db, 'stages')
    .addColumn('pipeline_id', 'text', (c) => c.notNull().references('pipelines.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('rank', 'integer', (c) => c.notNull())
    .addColumn('probability', 'integer', (c) => c.notNull())
    .addColumn('retired_at', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute()
  await index(db, 'stages', ['pipeline_id', 'rank']).execute()

  await owned(db, 'contacts')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('email', 'text')
    .addColumn('phone', 'text')
    .addColumn('company', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute()
  await index(db, 'contacts', ['email']).execute()
  await index(db, 'contacts', ['name']).execute()

  await owned(db, 'reasons')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('retired_at', 'text')
    .execute()
  await index(db, 'reasons', ['position']).execute()
}

async function opportunityTables(db: Db): Promise<void> {
  await reportable(owned(db, 'opportunities'))
    .addColumn('number', 'bigint', (c) => c.notNull())
    .addColumn('external_id', 'text')
    .addColumn('import_run_id', 'text')
    .addColumn('changed_at', 'text', (c) => c.notNull())
    .addColumn('last_activity_at', 'text', (c) => c.notNull())
    .addColumn('history_quality', 'text', (c) => c.notNull())
    .addColumn('deleted_at', 'text')
    .addColumn('version', 'integer', (c) => c.notNull())
    .execute()
  await index(db, 'opportunities', ['number']).unique().execute()
  await index(db, 'opportunities', ['external_id']).unique().execute()
  await covering(db, 'opportunities', ['status', 'closed_on'], ['deleted_at']).execute()
  await index(db, 'opportunities', ['owner_id', 'status']).execute()
  await index(db, 'opportunities', ['created_at']).execute()

  await owned(db, 'notes')
    .addColumn('opportunity_id', 'text', (c) => c.notNull().references('opportunities.id'))
    .addColumn('author_id', 'text')
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('via', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute()
  await index(db, 'notes', ['opportunity_id', 'created_at']).execute()

  await owned(db, 'import_runs')
    .addColumn('actor_id', 'text')
    .addColumn('file_name', 'text', (c) => c.notNull())
    .addColumn('created_count', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute()
  await index(db, 'import_runs', ['created_at']).execute()
}

async function historyTables(db: Db): Promise<void> {
  await reportable(owned(db, 'opportunity_history'))
    .addColumn('opportunity_id', 'text', (c) => c.notNull().references('opportunities.id'))
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('valid_from', 'text', (c) => c.notNull())
    .addColumn('valid_to', 'text', (c) => c.notNull())
    .addColumn('deleted', 'integer', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('actor_id', 'text')
    .addColumn('via', 'text', (c) => c.notNull())
    .addColumn('recorded_at', 'text', (c) => c.notNull())
    .addColumn('source_key', 'text')
    .execute()
  await index(db, 'opportunity_history', ['opportunity_id', 'version']).unique().execute()
  await index(db, 'opportunity_history', ['source_key']).unique().execute()
  await covering(
    db,
    'opportunity_history',
    ['status', 'valid_to', 'valid_from'],
    ['deleted', 'opportunity_id'],
  ).execute()
  await index(db, 'opportunity_history', ['recorded_at']).execute()

  await owned(db, 'stage_stays')
    .addColumn('opportunity_id', 'text', (c) => c.notNull().references('opportunities.id'))
    .addColumn('pipeline_id', 'text', (c) => c.notNull())
    .addColumn('stage_id', 'text', (c) => c.notNull())
    .addColumn('rank', 'integer', (c) => c.notNull())
    .addColumn('episode', 'integer', (c) => c.notNull())
    .addColumn('entered_at', 'text', (c) => c.notNull())
    .addColumn('left_at', 'text')
    .addColumn('outcome', 'text')
    .addColumn('next_stage_id', 'text')
    .addColumn('entry_known', 'integer', (c) => c.notNull())
    .execute()
  await index(db, 'stage_stays', ['opportunity_id', 'entered_at']).execute()
  await index(db, 'stage_stays', ['stage_id', 'entered_at']).execute()
}

async function deliveryTables(db: Db): Promise<void> {
  await owned(db, 'cards')
    .addColumn('opportunity_id', 'text', (c) => c.notNull().references('opportunities.id'))
    .addColumn('channel_id', 'text', (c) => c.notNull())
    .addColumn('message_ts', 'text', (c) => c.notNull())
    .addColumn('shown_version', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute()
  await index(db, 'cards', ['opportunity_id']).execute()
  await index(db, 'cards', ['channel_id', 'message_ts']).unique().execute()

  await owned(db, 'outbox')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('generation', 'integer', (c) => c.notNull())
    .addColumn('payload', 'text', (c) => c.notNull())
    .addColumn('run_at', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('claimed_until', 'text')
    .addColumn('failed_at', 'text')
    .addColumn('last_error', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute()
  await index(db, 'outbox', ['kind', 'key']).unique().execute()
  // The one index that does not begin with the workspace: the worker serves them all, oldest first.
  await db.schema.createIndex('outbox_due').on('outbox').columns(['run_at']).execute()

  await db.schema
    .createTable('received_events')
    .addColumn('workspace_key', 'text', (c) => c.notNull())
    .addColumn('event_id', 'text', (c) => c.notNull())
    .addColumn('received_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('received_events_key', ['workspace_key', 'event_id'])
    .execute()

  await db.schema
    .createTable('idempotent_answers')
    .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspaces.id'))
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('request_hash', 'text', (c) => c.notNull())
    .addColumn('status', 'integer', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('idempotent_answers_key', ['workspace_id', 'key'])
    .execute()
}
