import { sql } from 'kysely'
import type { Database, Db } from '../db/open.ts'
import { FOREVER } from '../time.ts'

// The operator asks for the whole installation: the one place where questions go across workspaces.

const COMPARED = [
  'workspace_id',
  'name',
  'pipeline_id',
  'stage_id',
  'highest_rank',
  'status',
  'value',
  'currency',
  'probability',
  'owner_id',
  'contact_id',
  'source',
  'tags',
  'expected_close_on',
  'reason_id',
  'created_at',
  'stage_entered_at',
  'closed_at',
  'closed_on',
  'episode',
]

/** What the engine says about damage, in its own words; null when there is none. */
export async function integrityTrouble(database: Database): Promise<string | null> {
  if (database.engine === 'postgres') {
    await database.ping()
    return null
  }
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(database.read)
  const [first] = rows
  return first?.integrity_check === 'ok' ? null : (first?.integrity_check ?? 'The check gave no answer')
}

/** Deals whose row says something else than their latest history span. */
export async function dealsUnlikeTheirHistory(db: Db): Promise<string[]> {
  const differs = sql.join(
    COMPARED.map((column) => sql`o.${sql.ref(column)} is distinct from h.${sql.ref(column)}`),
    sql` or `,
  )
  return refs(
    db,
    sql`from opportunities o left join opportunity_history h on h.opportunity_id = o.id and h.version = o.version
      where h.id is null or h.valid_to <> ${FOREVER} or (h.deleted = 1) <> (o.deleted_at is not null) or ${differs}`,
  )
}

/** Deals between two of whose changes time is missing or told twice. */
export async function brokenHistories(db: Db): Promise<string[]> {
  return refs(
    db,
    sql`from opportunities o join opportunity_history h on h.opportunity_id = o.id
      left join opportunity_history n on n.opportunity_id = o.id and n.version = h.version + 1
      where coalesce(n.valid_from, ${FOREVER}) <> h.valid_to or h.valid_from > h.valid_to`,
  )
}

/** Open deals without exactly one stay that goes on, and other deals with any. */
export async function dealsWithWrongStays(db: Db): Promise<string[]> {
  return refs(
    db,
    sql`from opportunities o
      left join (select opportunity_id, count(*) as going_on, min(stage_id) as stage_id from stage_stays
        where left_at is null group by opportunity_id) s on s.opportunity_id = o.id
      where case when o.status = 'open' and o.deleted_at is null
        then coalesce(s.going_on, 0) <> 1 or s.stage_id <> o.stage_id else s.going_on is not null end`,
  )
}

async function refs(db: Db, from: ReturnType<typeof sql>): Promise<string[]> {
  const { rows } = await sql<{ number: number }>`select distinct o.number ${from} order by o.number limit 100`.execute(
    db,
  )
  return rows.map(({ number }) => `D-${number}`)
}
