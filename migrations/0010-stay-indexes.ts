import { type Kysely, type Migration, type RawBuilder, sql } from 'kysely'

/** What is asked of open deals that wait. */
const OF_OPEN_DEALS = [
  ...['last_activity_at', 'expected_close_on', 'pipeline_id', 'owner_id', 'value', 'currency', 'source', 'created_at'],
  // The same for all of them; here so that no row is read for it.
  ...['status', 'deleted_at', 'closed_on'],
  'id',
]

/** Stays know how long they lasted, and reports find them by when they began or ended and read no row. */
export const stayIndexes: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('stage_stays').addColumn('seconds', 'bigint').execute()
    const lasted = sql`${epochSeconds('left_at')} - ${epochSeconds('entered_at')}`
    await sql`update stage_stays set seconds = ${lasted} where left_at is not null and entry_known = 1`.execute(db)

    await db.schema.dropIndex('stage_stays_by_stage_id_entered_at').execute()
    await db.schema.dropIndex('stage_stays_by_opportunity_id_entered_at').execute()
    await stays(db, 'begun', ['stage_id', 'entered_at', 'left_at', 'outcome', 'next_stage_id', 'opportunity_id'])
    await stays(db, 'ended', ['stage_id', 'left_at', 'seconds', 'entered_at', 'entry_known', 'opportunity_id'])
    await stays(db, 'deal', ['opportunity_id', 'entered_at', 'pipeline_id', 'stage_id'])
    // Few deals change the pipeline, and few are deleted: reports that must know which look at no others.
    await db.schema
      .createIndex('stage_stays_handed_off')
      .on('stage_stays')
      .columns(['workspace_id', 'pipeline_id', 'opportunity_id', 'left_at'])
      .where(sql<boolean>`outcome = 'handed_off'`)
      .execute()
    await db.schema
      .createIndex('opportunities_open_by_stage')
      .on('opportunities')
      .columns(['workspace_id', 'stage_id', 'stage_entered_at', ...OF_OPEN_DEALS])
      .where(sql<boolean>`status = 'open' and deleted_at is null`)
      .execute()
    await db.schema
      .createIndex('tasks_by_done_at')
      .on('tasks')
      .columns(['workspace_id', 'done_at', 'assignee_id', 'due_on', 'due_at', 'created_at', 'opportunity_id'])
      .execute()
    await db.schema
      .createIndex('opportunities_deleted')
      .on('opportunities')
      .columns(['workspace_id', 'id'])
      .where(sql<boolean>`deleted_at is not null`)
      .execute()
    await db.schema
      .createIndex('opportunity_history_deleted')
      .on('opportunity_history')
      .columns(['workspace_id', 'valid_to', 'valid_from', 'opportunity_id'])
      .where(sql<boolean>`deleted = 1`)
      .execute()
  },
}

function stays(db: Kysely<unknown>, by: string, columns: string[]) {
  return db.schema
    .createIndex(`stage_stays_by_${by}`)
    .on('stage_stays')
    .columns(['workspace_id', ...columns])
    .execute()
}

/** Seconds since 1970 of an instant's text, by arithmetic that both engines know: years begin in March. */
function epochSeconds(column: string): RawBuilder<number> {
  const part = (from: number, length: number) =>
    sql`cast(substr(${sql.ref(column)}, ${sql.lit(from)}, ${sql.lit(length)}) as integer)`
  const [year, month, day] = [part(1, 4), part(6, 2), part(9, 2)]
  const early = sql`(14 - ${month}) / 12`
  const years = sql`(${year} + 4800 - ${early})`
  const daysInYear = sql`(153 * (${month} + 12 * (${early}) - 3) + 2) / 5 + ${day}`
  const days = sql`(${daysInYear} + 365 * ${years} + ${years} / 4 - ${years} / 100 + ${years} / 400 - 32045 - 2440588)`
  return sql`(cast(${days} as bigint) * 86400 + ${part(12, 2)} * 3600 + ${part(15, 2)} * 60 + ${part(18, 2)})`
}
