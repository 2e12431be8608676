import { parse } from 'csv-parse/sync'
import { invalid } from '../errors.ts'
import { withoutFormulaGuard } from '../formula-guard.ts'

/** One record of the file. */
export interface TableRow {
  /** The line of the file at which it begins; the header is line 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/** Why something of a row could not be taken. */
export interface RowProblem {
  readonly line: number
  /** The header of the column that is to blame; null when it is the row as a whole. */
  readonly column: string | null
  readonly reason: string
}

export interface Table {
  readonly headers: readonly string[]
  readonly rows: readonly TableRow[]
  readonly problems: readonly RowProblem[]
}

const SEPARATORS = [',', ';', '\t', '|']
/** How other programs spell that there is nothing. */
const NOTHING = /^(null|\(null\)|\\n|n\/a|#n\/a|nan|none|-|–|—)$/i

/**
 * Reads a file of separated values as other programs write it: UTF-8, UTF-16 or Windows-1252; comma, semicolon, tab or
 * bar; with quotes and line breaks inside of cells. Cells that say “nothing” in words come out empty.
 * Throws `invalid` when it is not such a file.
 */
export function readTable(bytes: Uint8Array): Table {
  const text = decoded(bytes)
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
  const [header, ...records] = recordsOf(text).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (!header) throw invalid('The file is empty. Export it again with a header row and at least one deal.')
  const headers = header.cells.map((cell) => cell.trim())
  const fits = ({ cells }: TableRow) => cells.length === headers.length
  return {
    headers,
    rows: records.filter(fits).map(({ line, cells }) => ({ line, cells: cells.map(plainCell) })),
    problems: records
      .filter((record) => !fits(record))
      .map(({ line, cells }) => ({
        line,
        column: null,
        reason: `has ${cells.length} cells where the header has ${headers.length}`,
      })),
  }
}

function recordsOf(text: string): TableRow[] {
  try {
    const records = parse(text, {
      delimiter: separatorOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as { info: { lines: number }; record: string[] }[]
    return records.map(({ info, record }) => ({ line: info.lines - lineBreaksIn(record), cells: record }))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw invalid(`The file cannot be read as CSV: ${why}. Export it again as CSV (UTF-8).`)
  }
}

/** What separates the cells of the first line; quoted cells are not looked into. */
function separatorOf(text: string): string {
  const line = (text.split('\n', 1)[0] ?? '').replace(/"[^"]*"/g, '')
  const often = (separator: string) => line.split(separator).length
  return SEPARATORS.reduce((best, separator) => (often(separator) > often(best) ? separator : best))
}

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function lineBreaksIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)
}

function plainCell(cell: string): string {
  const trimmed = cell.trim()
  return NOTHING.test(trimmed) ? '' : withoutFormulaGuard(trimmed)
}
