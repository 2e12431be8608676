import { type Ctx, inTransaction, type TxCtx } from '../context.ts'
import { AppError, invalid } from '../errors.ts'
import { newId } from '../ids.ts'
import { type RowProblem, readTable, type Table } from '../imports/table.ts'
import { requireAdmin } from '../permissions.ts'
import { bumpRevision } from '../workspaces/store.ts'
import { checkRate, type RateFacts } from './model.ts'
import * as store from './store.ts'

const COLUMNS = ['date', 'currency', 'rate'] as const
type Place = Record<(typeof COLUMNS)[number], number>

export interface RateImport {
  readonly added: number
  /** Had another rate on that day before. */
  readonly corrected: number
  readonly unchanged: number
  /** What was left out, by line. */
  readonly problems: readonly RowProblem[]
}

/**
 * Takes in rates from CSV with the columns date, currency and rate, in any order. Bad lines are reported, the good ones go
 * in; the same file again changes nothing. Throws `invalid` when it is no such file. Admins.
 */
export async function importRates(ctx: Ctx, file: { bytes: Uint8Array }): Promise<RateImport> {
  requireAdmin(ctx, 'import rates')
  const table = readTable(file.bytes)
  const { rates, problems } = readRates(table, placesIn(table), ctx.workspace.currency)
  if (rates.length === 0) return { added: 0, corrected: 0, unchanged: 0, problems }
  return inTransaction(ctx, async (tx) => {
    await bumpRevision(tx)
    return { ...(await keep(tx, rates)), problems }
  })
}

function placesIn({ headers }: Table): Place {
  const folded = headers.map((header) => header.toLowerCase())
  const missing = COLUMNS.filter((column) => !folded.includes(column))
  if (missing.length > 0) {
    throw invalid(
      `The file has no column ${missing.join(' and no ')}. It needs date, currency and rate in its first line.`,
    )
  }
  return Object.fromEntries(COLUMNS.map((column) => [column, folded.indexOf(column)])) as Place
}

/** A day that stands in the file twice must say the same twice. */
function readRates(table: Table, place: Place, own: string): { rates: RateFacts[]; problems: RowProblem[] } {
  const rates = new Map<string, RateFacts & { line: number }>()
  const problems = [...table.problems]
  for (const { line, cells } of table.rows) {
    const cell = (column: keyof Place) => cells[place[column]] ?? ''
    try {
      const rate = checkRate({ currency: cell('currency'), day: cell('date'), rate: cell('rate') }, own)
      const key = `${rate.currency} ${rate.day}`
      const before = rates.get(key)
      if (before && before.rate !== rate.rate) {
        const reason = `${rate.currency} has another rate of ${rate.day} on line ${before.line}, ${before.rate}.`
        problems.push({ line, column: 'rate', reason })
      } else if (!before) rates.set(key, { ...rate, line })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const [field = null] = Object.keys(error.fields)
      problems.push({ line, column: field === 'day' ? 'date' : field, reason: error.message })
    }
  }
  return { rates: [...rates.values()], problems: problems.sort((a, b) => a.line - b.line) }
}

async function keep(tx: TxCtx, rates: readonly RateFacts[]): Promise<Omit<RateImport, 'problems'>> {
  const known = new Map((await store.all(tx)).map((rate) => [`${rate.currency} ${rate.day}`, rate]))
  const done = { added: 0, corrected: 0, unchanged: 0 }
  for (const { currency, day, rate } of rates) {
    const there = known.get(`${currency} ${day}`)
    if (!there) {
      await store.insert(tx, newId(), { currency, day, rate })
      done.added++
    } else if (there.rate !== rate) {
      await store.update(tx, there.id, { currency, day, rate })
      done.corrected++
    } else done.unchanged++
  }
  return done
}
