import { pendingMigrations } from '../db/migrate.ts'
import type { Database } from '../db/open.ts'
import { countStoredTokens } from '../installations/index.ts'
import { createVault } from '../installations/vault.ts'
import { countStops, outboxHealth } from '../outbox/index.ts'
import { countWrongRollups } from '../rollups/index.ts'
import type { Instant } from '../time.ts'
import { everyWorkspace } from '../workspaces/index.ts'
import * as store from './store.ts'

/** One thing that was looked at. */
export interface Finding {
  /** What is meant to be so. */
  readonly what: string
  readonly healthy: boolean
  /** What was found, and what to do when it is not as it should be. */
  readonly detail: string
}

const REPORT_IT = 'Stop Dealwright, make a backup, and report this with the log: it is a fault of the program.'

/**
 * Looks whether the database holds what it should: intact, current, and the same told in every way it is kept. With
 * `secret`, that of this process or null for none, also whether stored tokens can be opened.
 */
export async function examine(
  database: Database,
  now: Instant,
  { secret }: { secret?: string | null } = {},
): Promise<Finding[]> {
  const intact = await integrity(database)
  const current = await migrations(database)
  if (!intact.healthy || !current.healthy) return [intact, current]
  return [
    intact,
    current,
    agreement('Totals agree with a rebuild from history', await store.dealsUnlikeTheirHistory(database.read)),
    agreement('History has neither gaps nor overlaps', await store.brokenHistories(database.read)),
    agreement('Open deals stay in exactly one stage', await store.dealsWithWrongStays(database.read)),
    await rollups(database),
    await outbox(database, now),
    await connections(database),
    ...(secret === undefined ? [] : [await tokens(database, secret)]),
  ]
}

async function integrity(database: Database): Promise<Finding> {
  const what = 'The database is intact'
  const trouble = await store.integrityTrouble(database)
  if (trouble === null) return { what, healthy: true, detail: database.engine }
  return { what, healthy: false, detail: `${trouble}. Restore the latest backup: dealwright restore FILE` }
}

async function migrations(database: Database): Promise<Finding> {
  const pending = await pendingMigrations(database)
  const what = 'The schema is that of this version'
  if (pending.length === 0) return { what, healthy: true, detail: 'nothing to migrate' }
  return { what, healthy: false, detail: `missing: ${pending.join(', ')}. Run: dealwright migrate` }
}

function agreement(what: string, odd: readonly string[]): Finding {
  if (odd.length === 0) return { what, healthy: true, detail: 'all of them' }
  const shown = odd.slice(0, 5).join(', ')
  return { what, healthy: false, detail: `not so: ${shown}${odd.length > 5 ? ' and more' : ''}. ${REPORT_IT}` }
}

async function rollups(database: Database): Promise<Finding> {
  const what = 'Rollups agree with a rebuild from history'
  const workspaces = await everyWorkspace(database)
  let [built, wrong] = [0, 0]
  for (const workspace of workspaces) {
    const rows = await countWrongRollups({ db: database.read, workspace })
    if (rows !== null) built++
    if (rows) wrong++
  }
  const detail = `${built} of ${workspaces.length} workspaces have any`
  if (wrong === 0) return { what, healthy: true, detail }
  const where = wrong === 1 ? 'those of 1 workspace' : `those of ${wrong} workspaces`
  return { what, healthy: false, detail: `not so: ${where}. Build them anew: dealwright doctor --rebuild` }
}

async function outbox(database: Database, now: Instant): Promise<Finding> {
  const { waiting, failed, oldestSeconds } = await outboxHealth(database, now)
  const what = 'Messages go out'
  const detail = `${waiting} waiting, the oldest due for ${Math.round(oldestSeconds)} s, ${failed} given up`
  if (failed === 0 && oldestSeconds < 600) return { what, healthy: true, detail }
  const advice =
    'Look whether a worker runs, and at what was given up: Settings, under Slack, says why and tries it again'
  return { what, healthy: false, detail: `${detail}. ${advice}.` }
}

async function connections(database: Database): Promise<Finding> {
  const what = 'Slack takes the tokens'
  const stops = await countStops(database.read)
  if (stops.length === 0) return { what, healthy: true, detail: 'no workspace stands still' }
  const told = stops.map(({ reason, workspaces }) => `${workspaces} with ${reason}`).join(', ')
  return { what, healthy: false, detail: `workspaces stand still: ${told}. Settings, under Slack, says what to do.` }
}

async function tokens(database: Database, secret: string | null): Promise<Finding> {
  const what = 'Stored tokens open with DEALWRIGHT_SECRET'
  const { all, foreign } = await countStoredTokens(database, secret === null ? null : createVault(secret))
  if (foreign === 0) return { what, healthy: true, detail: all === 0 ? 'none is stored' : 'all of them' }
  const advice = 'Put the former DEALWRIGHT_SECRET back, or have these workspaces install again at /slack/install'
  return { what, healthy: false, detail: `${foreign} of ${all} do not: they were sealed with another one. ${advice}.` }
}
