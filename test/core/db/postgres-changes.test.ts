import { sql } from 'kysely'
import { expect, it, vi } from 'vitest'
import { postgres } from '../../support/databases.ts'

it('says that something changed, once it hears again after its connection was lost', async () => {
  const database = await postgres.fresh()
  const dropped = async () => {
    const { rows } = await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'dealwright changes'`.execute(database.maintenance)
    return rows.length
  }
  const listener = vi.fn()
  database.changes.subscribe(listener)
  await expect.poll(dropped).toBe(1)
  await expect.poll(() => listener.mock.calls, { timeout: 10_000 }).toEqual([[null]])
})
