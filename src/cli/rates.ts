import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { importRates, invalid } from '../core/index.ts'
import { asOperator } from './desk.ts'
import { type Surroundings, say } from './surroundings.ts'

export function addRates(program: Command, around: Surroundings): void {
  const rates = program.command('rates').description('what other currencies are worth')
  rates
    .command('import')
    .description('take in the rates of a CSV file')
    .argument('<file>', 'a CSV file with the columns date, currency and rate')
    .action((file: string) => runImport(around, file))
}

async function runImport(around: Surroundings, file: string): Promise<void> {
  const bytes = await readFile(file).catch(() => {
    throw invalid(`${file} cannot be read. Check the name and that you may read it.`)
  })
  const { added, corrected, unchanged, problems } = await asOperator(around, (ctx) => importRates(ctx, { bytes }))
  say(around, `Rates of ${basename(file)}: ${added} added, ${corrected} corrected, ${unchanged} as before.`)
  if (problems.length === 0) return
  say(around, `${problems.length} ${problems.length === 1 ? 'line was' : 'lines were'} left out:`)
  say(around, ...problems.map(({ line, column, reason }) => `  line ${line}${column ? `, ${column}` : ''}: ${reason}`))
  if (added + corrected + unchanged === 0) throw invalid(`No rate of ${basename(file)} could be imported.`)
}
