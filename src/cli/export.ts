import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { exportOpportunities, type FilterWords, invalid, resolveFilters } from '../core/index.ts'
import { asOperator } from './desk.ts'
import { type Surroundings, say } from './surroundings.ts'

export function addExport(program: Command, around: Surroundings): void {
  program
    .command('export')
    .description('write deals as CSV, with the columns that import understands; filters can be given several times')
    .argument('<file>', 'the file to write, or - for standard output')
    .option('--pipeline <name>', 'only of this pipeline', several)
    .option('--stage <name>', 'only in this stage', several)
    .option('--status <word>', 'only open, won, lost or abandoned ones', several)
    .option('--owner <name>', 'only of this owner', several)
    .option('--source <name>', 'only from this source', several)
    .option('--tag <word>', 'only with this tag', several)
    .option('--q <words>', 'only where name, contact or company contain these words')
    .option('--period <period>', 'open deals and those closed in it, such as this-quarter', 'all')
    .option('--from <date>', 'the first day of the period')
    .option('--to <date>', 'the day after its last')
    .option('--as-of <moment>', 'as things stood then')
    .action((file: string, words: FilterWords) => runExport(around, file, words))
}

async function runExport(around: Surroundings, file: string, words: FilterWords): Promise<void> {
  await asOperator(around, async (ctx) => {
    const filters = await resolveFilters(ctx, words, { defaultPeriod: 'all' })
    const chunks = exportOpportunities(ctx, filters)
    if (file === '-') for await (const chunk of chunks) around.stdout.write(chunk)
    else {
      await writeWhole(file, chunks)
      say(around, `Wrote ${file}.`)
    }
  })
}

/** Under another name until it is whole: half a file never looks like an export. */
async function writeWhole(file: string, chunks: ReturnType<typeof exportOpportunities>): Promise<void> {
  const unfinished = `${file}.part`
  try {
    await pipeline(Readable.from(chunks), createWriteStream(unfinished))
    await rename(unfinished, file)
  } catch (error) {
    await rm(unfinished, { force: true })
    if (error instanceof Error && 'syscall' in error) throw invalid(`${file} cannot be written. Check the folder.`)
    throw error
  }
}

function several(word: string, before: readonly string[] = []): string[] {
  return [...before, word]
}
