import type { Command } from 'commander'
import {
  backUpDatabase,
  examine,
  invalid,
  loadSample,
  migrateToLatest,
  rebuildEveryRollup,
  restoreDatabase,
} from '../core/index.ts'
import { SECRET_FILE, secretKept } from '../kept-secret.ts'
import { withDatabase } from './desk.ts'
import { type Surroundings, say } from './surroundings.ts'

export function addDatabaseVerbs(program: Command, around: Surroundings): void {
  program
    .command('migrate')
    .description('bring the database up to this version')
    .action(() => migrate(around))
  program
    .command('sample')
    .description('fill an empty database with a small team and its deals')
    .action(() => sample(around))
  program
    .command('backup')
    .description('copy the SQLite database, also while the program runs')
    .argument('<file>', 'the file to write')
    .action((file: string) => backUp(around, file))
  program
    .command('restore')
    .description('put a backup in the place of the SQLite database')
    .argument('<file>', 'a file that backup wrote')
    .action((file: string) => restore(around, file))
  program
    .command('doctor')
    .description('check that the database holds what it should')
    .option('--rebuild', 'first build the totals anew that reports add up from')
    .action((options: { rebuild?: true }) => doctor(around, options))
}

async function migrate(around: Surroundings): Promise<void> {
  await withDatabase(around, migrateToLatest)
  say(around, 'The database is up to date.')
}

async function sample(around: Surroundings): Promise<void> {
  const { deals } = await withDatabase(around, async (database, log) => {
    await migrateToLatest(database, log)
    return loadSample(database, { now: around.now })
  })
  say(around, `Loaded Northwind Sales: four people and ${deals} deals.`)
}

async function backUp(around: Surroundings, file: string): Promise<void> {
  await backUpDatabase(around.config().databaseUrl, file)
  say(around, `Wrote ${file}. Keep DEALWRIGHT_SECRET with it.`)
}

async function restore(around: Surroundings, file: string): Promise<void> {
  const before = await restoreDatabase(around.config().databaseUrl, file)
  await migrate(around)
  say(around, before ? `Restored ${file}. What was there is kept at ${before}.` : `Restored ${file}.`)
}

async function doctor(around: Surroundings, { rebuild }: { rebuild?: true }): Promise<void> {
  const { secret, dataFolder } = around.config()
  const secrets = { secret: secret ?? secretKept(dataFolder, SECRET_FILE) }
  if (rebuild) await withDatabase(around, rebuildEveryRollup)
  const findings = await withDatabase(around, (database) => examine(database, around.now(), secrets))
  for (const { healthy, what, detail } of findings) say(around, `${healthy ? 'ok ' : 'NO '} ${what}: ${detail}`)
  const ill = findings.filter(({ healthy }) => !healthy).length
  if (ill > 0) throw invalid(`${ill} of ${findings.length} checks failed; each line above says what to do.`)
  say(around, 'All is well.')
}
