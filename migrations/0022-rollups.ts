import { type Kysely, type Migration, sql } from 'kysely'

const KEY = [
  ...['kind', 'lens', 'bucket', 'source', 'status', 'currency', 'pipeline_id', 'stage_id', 'owner_id'],
  ...['highest_rank', 'cycle_days'],
]
const SUMS = ['deals', 'valued', 'amount', 'weighted', 'cycles']

/** Totals of deals that reports add up from, and which changes are not in them yet. */
export const rollups: Migration = {
  async up(db: Kysely<unknown>) {
    // There are no totals yet, and the first ones take in all that is there by then: nothing waits.
    await db.schema
      .alterTable('opportunity_history')
      .addColumn('folded', 'integer', (c) => c.notNull().defaultTo(1))
      .execute()
    await db.schema
      .createIndex('opportunity_history_waiting')
      .on('opportunity_history')
      .columns(['workspace_id', 'valid_from', 'opportunity_id', 'version'])
      .where(sql<boolean>`folded = 0`)
      .execute()
    await db.schema
      // A part of the table, so that nothing else is drawn to it.
      .createIndex('opportunity_history_folded')
      .on('opportunity_history')
      .columns(['workspace_id', 'valid_from', 'opportunity_id', 'version'])
      .where(sql<boolean>`folded = 1`)
      .execute()
    // The middle one of many cycles is found by it, once it is known to the day.
    await db.schema
      .createIndex('opportunities_won_by_cycle_seconds')
      .on('opportunities')
      .columns(['workspace_id', 'cycle_seconds', 'closed_on', 'pipeline_id', 'stage_id', 'owner_id', 'currency'])
      .where(sql<boolean>`status = 'won' and deleted_at is null`)
      .execute()
    await db.schema
      .createTable('rollup_states')
      .addColumn('workspace_id', 'text', (c) => c.primaryKey().references('workspaces.id'))
      .addColumn('generation', 'integer')
      .addColumn('building', 'integer')
      .addColumn('time_zone', 'text', (c) => c.notNull())
      .addColumn('latest', 'integer', (c) => c.notNull())
      .execute()
    await totalsTable(db)
  },
}

async function totalsTable(db: Kysely<unknown>): Promise<void> {
  let table = db.schema
    .createTable('deal_rollups')
    .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspaces.id'))
    .addColumn('generation', 'integer', (c) => c.notNull())
  const numbers = ['highest_rank', 'cycle_days']
  for (const column of KEY)
    table = table.addColumn(column, numbers.includes(column) ? 'integer' : 'text', (c) => c.notNull())
  for (const column of SUMS) table = table.addColumn(column, 'bigint', (c) => c.notNull())
  await table.addPrimaryKeyConstraint('deal_rollups_key', ['workspace_id', 'generation', ...KEY] as never[]).execute()
}
