import type { Kysely, Migration } from 'kysely'

/** What currencies are worth day by day, what is wanted, and what people said would come. */
export const money: Migration = {
  async up(db: Kysely<unknown>) {
    await owned(db, 'rates')
      .addColumn('base', 'text', (c) => c.notNull())
      .addColumn('currency', 'text', (c) => c.notNull())
      .addColumn('day', 'text', (c) => c.notNull())
      .addColumn('rate', 'text', (c) => c.notNull())
      .addColumn('whole', 'bigint', (c) => c.notNull())
      .addColumn('part1', 'bigint', (c) => c.notNull())
      .addColumn('part2', 'bigint', (c) => c.notNull())
      .addColumn('part3', 'bigint', (c) => c.notNull())
      .addColumn('most', 'bigint', (c) => c.notNull())
      .addColumn('entered_by', 'text')
      .addColumn('entered_at', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .createIndex('rates_by_base_currency_day')
      .unique()
      .on('rates')
      .columns(['workspace_id', 'base', 'currency', 'day'])
      .execute()

    await owned(db, 'targets')
      .addColumn('member_id', 'text')
      .addColumn('pipeline_id', 'text')
      .addColumn('unit', 'text', (c) => c.notNull())
      .addColumn('starts_on', 'text', (c) => c.notNull())
      .addColumn('value', 'bigint')
      .addColumn('currency', 'text', (c) => c.notNull())
      .addColumn('set_by', 'text')
      .addColumn('set_at', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .createIndex('targets_by_starts_on')
      .on('targets')
      .columns(['workspace_id', 'starts_on', 'unit'])
      .execute()

    await owned(db, 'forecasts')
      .addColumn('member_id', 'text')
      .addColumn('unit', 'text', (c) => c.notNull())
      .addColumn('starts_on', 'text', (c) => c.notNull())
      .addColumn('value', 'bigint', (c) => c.notNull())
      .addColumn('currency', 'text', (c) => c.notNull())
      .addColumn('note', 'text')
      .addColumn('submitted_by', 'text')
      .addColumn('via', 'text', (c) => c.notNull())
      .addColumn('submitted_at', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .createIndex('forecasts_by_starts_on')
      .on('forecasts')
      .columns(['workspace_id', 'starts_on', 'submitted_at'])
      .execute()
  },
}

function owned(db: Kysely<unknown>, table: string) {
  return db.schema
    .createTable(table)
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspaces.id'))
}
