import type { CreateTableBuilder, Kysely } from 'kysely'

export type Db = Kysely<unknown>

// biome-ignore lint/suspicious/noExplicitAny: Kysely's builder changes its column type parameter with every column.
type Table = CreateTableBuilder<any, any>

/** A table whose rows belong to a workspace. */
export function owned(db: Db, table: string): Table {
  return db.schema
    .createTable(table)
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspaces.id'))
}

/** The columns that the current row and every history span share. */
export function reportable(table: Table): Table {
  return table
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('pipeline_id', 'text', (c) => c.notNull().references('pipelines.id'))
    .addColumn('stage_id', 'text', (c) => c.notNull().references('stages.id'))
    .addColumn('highest_rank', 'integer', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('value', 'bigint')
    .addColumn('currency', 'text', (c) => c.notNull())
    .addColumn('probability', 'integer')
    .addColumn('owner_id', 'text')
    .addColumn('contact_id', 'text')
    .addColumn('source', 'text')
    .addColumn('tags', 'text', (c) => c.notNull())
    .addColumn('expected_close_on', 'text')
    .addColumn('reason_id', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('stage_entered_at', 'text', (c) => c.notNull())
    .addColumn('closed_at', 'text')
    .addColumn('closed_on', 'text')
    .addColumn('cycle_seconds', 'bigint')
    .addColumn('episode', 'integer', (c) => c.notNull())
}

/** An index that begins with the workspace, as every query does. */
export function index(db: Db, table: string, columns: string[]) {
  return db.schema
    .createIndex(`${table}_by_${columns.join('_')}`)
    .on(table)
    .columns(['workspace_id', ...columns])
}

/** What most reports group by or add up. */
const COUNTED = [
  ...['status', 'pipeline_id', 'stage_id', 'closed_on', 'owner_id', 'highest_rank'],
  ...['value', 'currency', 'probability', 'created_at', 'cycle_seconds', 'source'],
]

/** An index by `columns` that also holds whatever reports ask for, so that they never read the wide rows themselves. */
export function covering(db: Db, table: string, columns: string[], conditions: string[]) {
  const others = [...conditions, ...COUNTED].filter((column) => !columns.includes(column))
  return db.schema
    .createIndex(`${table}_by_${columns.join('_')}`)
    .on(table)
    .columns(['workspace_id', ...columns, ...others])
}
