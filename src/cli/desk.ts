import {
  type Ctx,
  createWorkspace,
  type Database,
  type Log,
  migrateToLatest,
  onlyWorkspace,
  openDatabase,
  systemActor,
} from '../core/index.ts'
import type { Surroundings } from './surroundings.ts'

/** Opens the database of the settings for one command, and closes it after. */
export async function withDatabase<T>(
  around: Surroundings,
  work: (database: Database, log: Log) => Promise<T>,
): Promise<T> {
  const log = logTo(around)
  const database = await openDatabase(around.config().databaseUrl, { log })
  try {
    return await work(database, log)
  } finally {
    await database.close()
  }
}

/**
 * Works as the operator, who may do everything, in the workspace of this installation. One is made where there is none
 * yet: the first Slack team to come gets it.
 */
export function asOperator<T>(around: Surroundings, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return withDatabase(around, async (database, log) => {
    await migrateToLatest(database, log)
    const known = await onlyWorkspace(database)
    const workspace = known ?? (await createWorkspace(database, { name: 'Sales team', now: around.now() }))
    const actor = systemActor('Operator', 'automation')
    return work({ db: database.read, database, workspace, actor, now: around.now, log })
  })
}

/** What the database has to say goes to standard error; the chatty part only when asked for. */
function logTo({ stderr, config }: Surroundings): Log {
  const tell = (fields: object, message: string) => void stderr.write(`${message} ${JSON.stringify(fields)}\n`)
  const whenDebugging = ['debug', 'trace'].includes(config().logLevel) ? tell : () => {}
  return { debug: whenDebugging, info: whenDebugging, warn: tell, error: tell }
}
