import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import {
  DATE_FORMATS,
  DECIMAL_MARKS,
  type ImportOptions,
  type ImportOutcome,
  importOpportunities,
  invalid,
} from '../core/index.ts'
import { asOperator } from './desk.ts'
import { progressOn } from './progress.ts'
import { type Surroundings, say } from './surroundings.ts'

const MOST_PROBLEMS_SHOWN = 20

type Flags = Omit<ImportOptions, 'onProgress'> & { readonly json?: boolean }

export function addImport(program: Command, around: Surroundings): void {
  program
    .command('import')
    .description('take in the deals of a CSV file')
    .argument('<file>', 'a CSV file with a header row')
    .option('--pipeline <name>', 'where rows go that name no pipeline')
    .option('--map <field=column>', 'which column holds a field; once for each', addMapping, {})
    .option('--name <template>', "the deal's name out of several columns: '{account} - {product}'")
    .option('--currency <code>', 'of amounts that name no currency')
    .addOption(new Option('--date-format <order>', 'how dates are written').choices(DATE_FORMATS).default('auto'))
    .addOption(new Option('--decimal-mark <sign>', 'what begins the decimals').choices(DECIMAL_MARKS).default('auto'))
    .option('--stages <names>', "stages of a pipeline that has to be made, in order: 'A,B'", commaList)
    .option('--create-stages', 'add stages that a pipeline lacks')
    .option('--create-members', 'add owners who are no members yet, as reps')
    .option('--dry-run', 'write nothing, say what would happen')
    .option('--json', 'print the outcome as JSON')
    .action((file: string, flags: Flags) => runImport(around, file, flags))
}

async function runImport(around: Surroundings, file: string, { json, ...options }: Flags): Promise<void> {
  const bytes = await readFile(file).catch(() => {
    throw invalid(`${file} cannot be read. Check the name and that you may read it.`)
  })
  const progress = progressOn(around.stderr, 'Importing')
  const outcome = await asOperator(around, (ctx) =>
    importOpportunities(ctx, { name: basename(file), bytes }, { ...options, onProgress: progress.show }),
  ).finally(progress.clear)
  if (json) say(around, JSON.stringify(outcome, null, 2))
  else say(around, ...summary(outcome, basename(file)))
  if (outcome.refused > 0 && outcome.created + outcome.unchanged === 0) {
    throw invalid(`No row of ${basename(file)} could be imported.`)
  }
}

function summary(outcome: ImportOutcome, file: string): string[] {
  const { created, unchanged, refused, problems, dryRun } = outcome
  const shown = problems.slice(0, MOST_PROBLEMS_SHOWN)
  return [
    `${dryRun ? 'Would import' : 'Imported'} ${created === 0 ? 'nothing new' : deals(created)} from ${file}.`,
    ...additions(outcome),
    ...(unchanged > 0 ? [`${deals(unchanged)} ${unchanged === 1 ? 'was' : 'were'} here already and left alone.`] : []),
    ...(refused > 0 ? [`${refused} ${refused === 1 ? 'row was' : 'rows were'} left out:`] : []),
    ...shown.map(({ line, column, reason }) => `  line ${line}${column ? `, ${column}` : ''}: ${reason}`),
    ...(problems.length > shown.length ? [`  and ${problems.length - shown.length} more; --json lists them all`] : []),
    ...(dryRun ? ['Nothing was written: this was a dry run.'] : []),
  ]
}

function additions({ newPipelines, newStages, newMembers, newReasons, newContacts }: ImportOutcome): string[] {
  const named = (what: string, names: readonly string[]) => (names.length > 0 ? [`${what} ${names.join(', ')}`] : [])
  const all = [
    ...named('pipeline', newPipelines),
    ...named('stages', newStages),
    ...named('reasons', newReasons),
    ...(newMembers.length > 0 ? [`${newMembers.length} members as reps`] : []),
    ...(newContacts > 0 ? [`${newContacts} contacts`] : []),
  ]
  return all.length > 0 ? [`New besides: ${all.join('; ')}.`] : []
}

function deals(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'deal' : 'deals'}`
}

function addMapping(text: string, before: Record<string, string>): Record<string, string> {
  const [, field, column] = /^([^=]+)=(.+)$/.exec(text) ?? []
  if (!field || !column) throw new InvalidArgumentError('Write it like owner=sales_agent.')
  return { ...before, [field.trim()]: column.trim() }
}

function commaList(text: string): string[] {
  const names = text.split(',').map((name) => name.trim())
  if (names.includes('')) throw new InvalidArgumentError("Write the names like 'Prospecting,Proposal'.")
  return names
}
