import { invalid } from '../errors.ts'
import { IMPORT_FIELD_NAMES, IMPORT_FIELDS, type ImportField, isImportField } from './fields.ts'

/** Where a field stands in the file: the cell's place in the row, and the header as the file has it. */
export interface Column {
  readonly index: number
  readonly header: string
}

export type Columns = Readonly<Partial<Record<ImportField, Column>>>

/**
 * Finds the column of each field: those named by the person first, then the usual headers among those that are left.
 * Throws `invalid` for a field that does not exist and for a column that the file does not have.
 */
export function mapColumns(headers: readonly string[], named: Readonly<Record<string, string>>): Columns {
  const columns: Partial<Record<ImportField, Column>> = {}
  for (const [field, header] of Object.entries(named)) {
    if (!isImportField(field)) throw noSuchField(field)
    columns[field] = columnNamed(headers, header)
  }
  const taken = new Set(Object.values(columns).map(({ index }) => index))
  for (const field of IMPORT_FIELD_NAMES) {
    const found = columns[field] ? undefined : usualColumn(headers, field, taken)
    if (!found) continue
    columns[field] = found
    taken.add(found.index)
  }
  return columns
}

/** The column with this header, in any case and punctuation. Throws `invalid` when there is none. */
export function columnNamed(headers: readonly string[], header: string): Column {
  const exact = headers.indexOf(header)
  const index = exact >= 0 ? exact : headers.findIndex((candidate) => plain(candidate) === plain(header))
  const found = headers[index]
  if (found === undefined) {
    throw invalid(`The file has no column “${header}”. Its columns: ${headers.join(', ')}.`)
  }
  return { index, header: found }
}

/** The field's aliases are in order of trust: “Closed on” says more than “Close date”. */
function usualColumn(headers: readonly string[], field: ImportField, taken: Set<number>): Column | undefined {
  for (const alias of [plain(field), ...IMPORT_FIELDS[field].map(plain)]) {
    const index = headers.findIndex((header, i) => !taken.has(i) && plain(header) === alias)
    const header = headers[index]
    if (header !== undefined) return { index, header }
  }
  return undefined
}

/** `Deal - Organization` of one program and `organization` of another are one header. */
function plain(header: string): string {
  return header
    .toLowerCase()
    .replace(/^(deal|opportunity) - /, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

function noSuchField(field: string): Error {
  return invalid(`“${field}” is not a field of a deal. The fields: ${IMPORT_FIELD_NAMES.join(', ')}.`)
}
