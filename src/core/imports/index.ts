import { type Ctx, inTransaction, type TxCtx } from '../context.ts'
import { invalid } from '../errors.ts'
import { newId } from '../ids.ts'
import { parseCurrency } from '../money.ts'
import { addNoteTo } from '../notes/store.ts'
import { recordCreations } from '../opportunities/journal.ts'
import { requireManager } from '../permissions.ts'
import type { DecimalMark } from './amounts.ts'
import { type Columns, mapColumns } from './columns.ts'
import type { DateFormat } from './dates.ts'
import { readDrafts } from './drafts.ts'
import { type KeyedDraft, withKeys } from './keys.ts'
import type { PlaceOptions } from './places.ts'
import { settle } from './settle.ts'
import * as store from './store.ts'
import { type RowProblem, readTable, type Table } from './table.ts'

export interface ImportOptions extends PlaceOptions {
  /** Field -> header; what is left out is found by the usual headers. */
  readonly map?: Readonly<Record<string, string>>
  /** The deal's name out of several columns: `{account} - {product}`. */
  readonly name?: string
  /** ISO 4217: of amounts that name no currency; left out: the workspace's. */
  readonly currency?: string
  readonly dateFormat?: DateFormat
  readonly decimalMark?: DecimalMark
  /** Adds owners who are no members yet, as reps. */
  readonly createMembers?: boolean
  /** Writes nothing and tells what would be written. */
  readonly dryRun?: boolean
  /** Told how much is done, 0 to 1. */
  readonly onProgress?: (share: number) => void
}

/** What an import did, or would do. */
export interface ImportOutcome {
  /** Names the import; null when nothing was new. */
  readonly id: string | null
  readonly dryRun: boolean
  readonly created: number
  /** Rows whose deal is there already; it was left as it is, also where the row says something else by now. */
  readonly unchanged: number
  /** Rows that were left out, with the reasons. */
  readonly refused: number
  readonly problems: readonly RowProblem[]
  readonly newPipelines: readonly string[]
  readonly newStages: readonly string[]
  readonly newMembers: readonly string[]
  readonly newReasons: readonly string[]
  readonly newContacts: number
}

const STORIES_AT_ONCE = 1000

/**
 * Takes the deals of a CSV file in, with the history that the file tells, in one transaction. Rows that cannot be read are
 * reported and the others go in; a file that was imported before changes nothing. Managers and admins only.
 * Throws `invalid` when a column can be read in two ways, and for options that do not fit the file.
 */
export async function importOpportunities(
  ctx: Ctx,
  file: { name: string; bytes: Uint8Array },
  options: ImportOptions = {},
): Promise<ImportOutcome> {
  requireManager(ctx, 'import deals')
  const table = readTable(file.bytes)
  const columns = mapColumns(table.headers, options.map ?? {})
  assertNameable(table, columns, options)
  const { drafts, problems: unreadable } = readDrafts(table, columns, {
    nameTemplate: options.name,
    currency: parseCurrency(options.currency ?? ctx.workspace.currency),
    dateFormat: options.dateFormat ?? 'auto',
    decimalMark: options.decimalMark ?? 'auto',
    timeZone: ctx.workspace.timeZone,
    now: ctx.now(),
  })
  const { keyed, problems: doubled } = withKeys(drafts, columns.externalId?.header ?? null)
  const problems = [...table.problems, ...unreadable, ...doubled]
  const importing: Ctx = { ...ctx, actor: { ...ctx.actor, via: 'import' } }

  const imported = await keptUnlessUndone((undo) =>
    inTransaction(importing, async (tx) => {
      const outcome = await takeIn(tx, keyed, { file: file.name, columns, problems, options })
      // Without a single new deal, a new pipeline or member would be litter.
      return options.dryRun || outcome.created === 0 ? undo(outcome) : outcome
    }),
  )
  if (!options.dryRun && imported.created > 0) await ctx.database.countTables()
  return imported
}

interface Plan {
  file: string
  columns: Columns
  problems: readonly RowProblem[]
  options: ImportOptions
}

async function takeIn(tx: TxCtx, drafts: readonly KeyedDraft[], plan: Plan): Promise<ImportOutcome> {
  const { columns, options } = plan
  const known = await store.knownKeys(
    tx,
    drafts.map(({ key }) => key),
  )
  const fresh = drafts.filter(({ key }) => !known.has(key))
  const id = newId()
  const { stories, problems: misfits, ...made } = await settle(tx, fresh, { columns, options, importRunId: id })
  for (let done = 0; done < stories.length; done += STORIES_AT_ONCE) {
    const some = stories.slice(done, done + STORIES_AT_ONCE)
    const deals = await recordCreations(
      tx,
      some.map(({ story }) => story),
    )
    for (const [i, { notes }] of some.entries()) if (notes) await addNoteTo(tx, (deals[i] as { id: string }).id, notes)
    options.onProgress?.(Math.min(1, (done + STORIES_AT_ONCE) / stories.length))
  }
  const created = stories.length
  const run = { id, actor_id: tx.actor.memberId, file_name: plan.file, created_count: created, created_at: tx.now() }
  if (created > 0) await store.insertRun(tx, run)

  const problems = [...plan.problems, ...misfits].sort((a, b) => a.line - b.line)
  const refused = new Set(problems.map(({ line }) => line)).size
  const counts = { created, unchanged: drafts.length - fresh.length, refused, problems }
  return { id: created > 0 ? id : null, dryRun: options.dryRun ?? false, ...counts, ...made }
}

function assertNameable(table: Table, columns: Columns, { name }: ImportOptions): void {
  if (name !== undefined || columns.name) return
  throw invalid(
    `No column of the file is known to hold the deal’s name. Its columns: ${table.headers.join(', ')}. ` +
      "Add --map name=COLUMN, or make names of several columns with --name '{A} - {B}'.",
  )
}

/** Does the work; where it ends with `undo`, by a throw that rolls its transaction back, only its outcome is left. */
async function keptUnlessUndone(
  work: (undo: (outcome: ImportOutcome) => never) => Promise<ImportOutcome>,
): Promise<ImportOutcome> {
  let undone: ImportOutcome | undefined
  try {
    return await work((outcome) => {
      undone = outcome
      throw new Error('Rolled back on purpose.')
    })
  } catch (error) {
    if (undone) return undone
    throw error
  }
}
