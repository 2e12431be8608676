import type { Migration } from 'kysely'
import { type Db, index, owned } from './0001-shapes.ts'

/** Who wants to hear of what, what was told already, and what owners answered about idle deals. */
export const notices: Migration = {
  async up(db: Db) {
    await wishes(db)
    await told(db)
    await stale(db)
  },
}

async function wishes(db: Db): Promise<void> {
  await owned(db, 'follows')
    .addColumn('opportunity_id', 'text', (c) => c.notNull().references('opportunities.id'))
    .addColumn('listener', 'text', (c) => c.notNull())
    .addColumn('muted', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute()
  await index(db, 'follows', ['opportunity_id', 'listener']).unique().execute()

  await owned(db, 'subscriptions')
    .addColumn('place', 'text', (c) => c.notNull())
    .addColumn('kinds', 'text', (c) => c.notNull())
    .addColumn('pipeline_id', 'text', (c) => c.references('pipelines.id'))
    .addColumn('owner_id', 'text', (c) => c.references('members.id'))
    .addColumn('min_value', 'bigint')
    .addColumn('currency', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute()
  await index(db, 'subscriptions', ['place', 'created_at']).execute()

  await owned(db, 'notice_settings')
    .addColumn('member_id', 'text', (c) => c.notNull().references('members.id'))
    .addColumn('assigned', 'integer', (c) => c.notNull())
    .addColumn('tasks', 'integer', (c) => c.notNull())
    .addColumn('closed', 'integer', (c) => c.notNull())
    .addColumn('every_win', 'integer', (c) => c.notNull())
    .addColumn('stale', 'integer', (c) => c.notNull())
    .addColumn('day_digest', 'integer', (c) => c.notNull())
    .addColumn('week_digest', 'integer', (c) => c.notNull())
    .addColumn('morning', 'text', (c) => c.notNull())
    .addColumn('quiet_from', 'text')
    .addColumn('quiet_to', 'text')
    .execute()
  await index(db, 'notice_settings', ['member_id']).unique().execute()
  await index(db, 'notice_settings', ['every_win']).execute()
}

async function told(db: Db): Promise<void> {
  await owned(db, 'notice_marks')
    .addColumn('opportunity_id', 'text', (c) => c.notNull().references('opportunities.id'))
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .execute()
  await index(db, 'notice_marks', ['opportunity_id', 'actor']).unique().execute()

  await owned(db, 'notice_threads')
    .addColumn('opportunity_id', 'text', (c) => c.notNull().references('opportunities.id'))
    .addColumn('place', 'text', (c) => c.notNull())
    .addColumn('channel_id', 'text', (c) => c.notNull())
    .addColumn('message_ts', 'text', (c) => c.notNull())
    .execute()
  await index(db, 'notice_threads', ['opportunity_id', 'place']).unique().execute()
  await index(db, 'notice_threads', ['channel_id', 'message_ts']).execute()

  await owned(db, 'digest_slots')
    .addColumn('member_id', 'text', (c) => c.notNull().references('members.id'))
    .addColumn('digest', 'text', (c) => c.notNull())
    .addColumn('slot', 'text', (c) => c.notNull())
    .addColumn('claimed_at', 'text', (c) => c.notNull())
    .execute()
  await index(db, 'digest_slots', ['member_id', 'digest', 'slot']).unique().execute()
}

async function stale(db: Db): Promise<void> {
  await owned(db, 'stale_prompts')
    .addColumn('opportunity_id', 'text', (c) => c.notNull().references('opportunities.id'))
    .addColumn('member_id', 'text', (c) => c.notNull().references('members.id'))
    .addColumn('asked_at', 'text', (c) => c.notNull())
    .addColumn('idle_since', 'text', (c) => c.notNull())
    .addColumn('channel_id', 'text')
    .addColumn('message_ts', 'text')
    .addColumn('answer', 'text')
    .addColumn('answered_by', 'text')
    .addColumn('answered_at', 'text')
    .addColumn('snoozed_until', 'text')
    .execute()
  await index(db, 'stale_prompts', ['opportunity_id', 'asked_at']).execute()
  await index(db, 'stale_prompts', ['asked_at']).execute()
}
