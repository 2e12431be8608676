#!/usr/bin/env node
import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Command, CommanderError } from 'commander'
import { addDatabaseVerbs } from './cli/database.ts'
import { addExport } from './cli/export.ts'
import { addImport } from './cli/import.ts'
import { addPeople } from './cli/people.ts'
import { addRates } from './cli/rates.ts'
import { addServe } from './cli/serve.ts'
import type { Surroundings } from './cli/surroundings.ts'
import { loadConfig } from './config.ts'

/**
 * Runs `dealwright <verb> ...` and resolves to its exit code: 0 done, 1 failed with a sentence on standard error, 2 wrong
 * use. Nothing is thrown.
 * @param words what follows the program's name
 */
export async function runCli(words: readonly string[], around: Surroundings): Promise<number> {
  try {
    await programFor(around).parseAsync(words, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    around.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    if (isDebugging(around) && error instanceof Error) around.stderr.write(`${error.stack}\n`)
    return 1
  }
}

function programFor(around: Surroundings): Command {
  const program = new Command('dealwright')
    .description('Your sales pipeline in Slack, and its figures in a browser.')
    .exitOverride()
    .showHelpAfterError('Add --help for how to use it.')
    .configureOutput({
      writeOut: (text) => void around.stdout.write(text),
      writeErr: (text) => void around.stderr.write(text),
    })
  addServe(program, around)
  addImport(program, around)
  addExport(program, around)
  addPeople(program, around)
  addRates(program, around)
  addDatabaseVerbs(program, around)
  return program
}

function isDebugging(around: Surroundings): boolean {
  try {
    return ['debug', 'trace'].includes(around.config().logLevel)
  } catch {
    return false
  }
}

/** Loads the whole program, which only one verb needs. */
async function serveUntilStopped(...[config, started]: Parameters<Surroundings['serve']>): Promise<void> {
  const { serve, stopOnSignal } = await import('./main.ts')
  const running = await serve(config)
  started(running)
  await stopOnSignal(running)
}

/** Whoever reads our output may stop reading, as `head` does: then there is nobody left to work for. */
function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
  process.exit()
}

const started = process.argv[1]
if (started && realpathSync(started) === fileURLToPath(import.meta.url)) {
  process.stdout.on('error', endWithReader)
  process.exitCode = await runCli(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    now: () => new Date().toISOString(),
    config: loadConfig,
    serve: serveUntilStopped,
  })
}
