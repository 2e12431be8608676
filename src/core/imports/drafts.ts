import type { Status } from '../opportunities/model.ts'
import type { LocalDate } from '../time.ts'
import { type ColumnOptions, type ColumnReadings, type RowText, readColumns } from './column-readings.ts'
import type { Columns } from './columns.ts'
import type { Moment } from './dates.ts'
import type { ImportField } from './fields.ts'
import { nameTemplate } from './name-template.ts'
import { rowStatus } from './statuses.ts'
import type { RowProblem, Table, TableRow } from './table.ts'

/** What a row says about a deal, read but not yet matched with what the workspace has. */
export interface Draft {
  readonly line: number
  readonly externalId: string | null
  readonly name: string
  readonly value: number | null
  readonly currency: string
  readonly pipeline: string | null
  /** Null when the stage cell names a status, or nothing. */
  readonly stage: string | null
  readonly status: Status
  readonly owner: string | null
  readonly contact: DraftContact | null
  readonly source: string | null
  readonly tags: readonly string[]
  readonly created: Moment | null
  /** Only of closed deals. */
  readonly closed: Moment | null
  readonly expectedCloseOn: LocalDate | null
  readonly reason: string | null
  readonly notes: string | null
}

export interface DraftContact {
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly company: string | null
}

/** Reads every row that can be read and says what is wrong with the others. Throws `invalid` for a column in doubt. */
export function readDrafts(
  table: Table,
  columns: Columns,
  options: ColumnOptions & { nameTemplate: string | undefined },
): { drafts: Draft[]; problems: RowProblem[] } {
  const nameOf = options.nameTemplate === undefined ? null : nameTemplate(options.nameTemplate, table.headers)
  const rows = table.rows.map((row) => ({ row, text: textOf(row, columns) }))
  const readings = readColumns(
    rows.map(({ row, text }) => ({ line: row.line, text })),
    columns,
    options,
  )
  const drafts: Draft[] = []
  const problems: RowProblem[] = []
  for (const { row, text } of rows) {
    const faults: RowProblem[] = []
    const name = nameOf ? nameOf(row.cells) : text('name')
    const draft = draftOf({ line: row.line, text, name, readings, columns, faults })
    if (faults.length === 0) drafts.push(draft)
    else problems.push(...faults)
  }
  return { drafts, problems }
}

function textOf(row: TableRow, columns: Columns): RowText {
  return (field) => {
    const column = columns[field]
    return column ? (row.cells[column.index] ?? '') : ''
  }
}

interface Reader {
  line: number
  text: RowText
  name: string
  readings: ColumnReadings
  columns: Columns
  faults: RowProblem[]
}

function draftOf({ line, text, name, readings, columns, faults }: Reader): Draft {
  const fault = (field: ImportField, reason: string) =>
    void faults.push({ line, column: columns[field]?.header ?? null, reason })
  const orNull = (field: ImportField) => text(field) || null
  const standing = rowStatus(text('stage'), text('status'))
  if ('unclear' in standing) fault('status', standing.unclear)
  const { status, stage } = 'unclear' in standing ? { status: 'open' as const, stage: null } : standing

  const cell = { line, text, status, fault }
  const created = readings.date('createdAt', cell)
  const end = readings.date('closedAt', cell)
  const closed = status === 'open' ? null : end
  if (status !== 'open' && text('closedAt') === '')
    fault('closedAt', `the deal is ${status}, but no cell says since when`)
  if (created && closed && closed.day < created.day) fault('closedAt', 'the deal ends before it was created')
  if (name === '') fault('name', 'the deal has no name')

  return {
    line,
    externalId: orNull('externalId'),
    name,
    ...readings.amount(cell),
    pipeline: orNull('pipeline'),
    stage,
    status,
    owner: orNull('owner'),
    contact: contactOf(text),
    source: orNull('source'),
    tags: text('tags')
      .split(/[;,]/)
      .filter((tag) => tag.trim() !== ''),
    created,
    closed,
    // A close date of a deal that is still open is a plan.
    expectedCloseOn: readings.date('expectedCloseOn', cell)?.day ?? (status === 'open' ? (end?.day ?? null) : null),
    reason: orNull('reason'),
    notes: orNull('notes'),
  }
}

function contactOf(text: RowText): DraftContact | null {
  const contact = {
    name: text('contactName') || null,
    email: text('contactEmail').toLowerCase() || null,
    phone: text('contactPhone') || null,
    company: text('company') || null,
  }
  return contact.name || contact.email || contact.phone || contact.company ? contact : null
}
