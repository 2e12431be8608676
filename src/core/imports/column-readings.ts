import { AppError } from '../errors.ts'
import { type Money, parseCurrency, parseMoney } from '../money.ts'
import type { Status } from '../opportunities/model.ts'
import { type Instant, localDateOf } from '../time.ts'
import { amountReading, type DecimalMark } from './amounts.ts'
import type { Columns } from './columns.ts'
import { type DateCell, type DateFormat, dateReading, type Moment } from './dates.ts'
import type { ImportField } from './fields.ts'
import { rowStatus } from './statuses.ts'

const DATE_FIELDS = ['createdAt', 'closedAt', 'expectedCloseOn'] as const
type DateField = (typeof DATE_FIELDS)[number]

export interface ColumnOptions {
  /** ISO 4217: of amounts that name none. */
  readonly currency: string
  readonly dateFormat: DateFormat
  readonly decimalMark: DecimalMark
  /** IANA: the workspace's. */
  readonly timeZone: string
  readonly now: Instant
}

/** The row's text by field; empty when the file has no such column or the cell says nothing. */
export type RowText = (field: ImportField) => string

/** A row while it is read; `fault` notes what is wrong with it. */
export interface RowBeingRead {
  readonly line: number
  readonly text: RowText
  readonly status: Status
  fault(field: ImportField, reason: string): void
}

/** How the columns whose cells can be read in several ways are to be read. */
export interface ColumnReadings {
  date(field: DateField, row: RowBeingRead): Moment | null
  amount(row: RowBeingRead): { value: number | null; currency: string }
}

/** Decides it from all rows at once. Throws `invalid` for a column in doubt. */
export function readColumns(
  rows: readonly { line: number; text: RowText }[],
  columns: Columns,
  options: ColumnOptions,
): ColumnReadings {
  const today = localDateOf(options.now, options.timeZone)
  const currencyOf = currencyReader(options.currency)
  const filled = (field: ImportField) => rows.filter(({ text }) => text(field) !== '')

  const dateCell = (field: DateField, line: number, text: RowText, status: Status): DateCell => {
    const isPlan = field === 'expectedCloseOn' || (field === 'closedAt' && status === 'open')
    return { line, text: text(field), latest: isPlan ? null : today }
  }
  const dates = Object.fromEntries(
    DATE_FIELDS.map((field) => {
      const cells = filled(field).map(({ line, text }) => dateCell(field, line, text, statusOf(text)))
      return [field, dateReading(columns[field]?.header ?? field, cells, options.dateFormat, options.timeZone)]
    }),
  )
  const amountCells = filled('value').map(({ line, text }) => ({
    line,
    text: text('value'),
    currency: currencyOf(text) ?? options.currency,
  }))
  const amounts = amountReading(columns.value?.header ?? 'value', amountCells, options.decimalMark)

  return {
    date(field, { line, text, status, fault }) {
      if (text(field) === '') return null
      const cell = dateCell(field, line, text, status)
      const moment = dates[field]?.read(cell)
      if (moment) return moment
      const future = dates[field]?.read({ ...cell, latest: null })
      fault(field, `“${cell.text}” ${future ? 'lies in the future' : 'is not a date that exists'}`)
      return null
    },
    amount({ line, text, fault }) {
      const currency = currencyOf(text)
      if (currency === null) fault('currency', `“${text('currency')}” is not a currency`)
      const asked = { line, text: text('value'), currency: currency ?? options.currency }
      if (asked.text === '') return { value: null, currency: asked.currency }
      const money: Money | undefined = amounts.read(asked)
      if (!money) fault('value', whyNoAmount(asked.text, asked.currency))
      return money ?? { value: null, currency: asked.currency }
    },
  }
}

function statusOf(text: RowText): Status {
  const standing = rowStatus(text('stage'), text('status'))
  return 'unclear' in standing ? 'open' : standing.status
}

/** Asked thousands of times for a handful of currencies. */
function currencyReader(fallback: string): (text: RowText) => string | null {
  const known = new Map<string, string | null>([['', fallback]])
  return (text) => {
    const word = text('currency')
    if (!known.has(word)) known.set(word, currencyFrom(word))
    return known.get(word) ?? null
  }
}

function currencyFrom(word: string): string | null {
  try {
    return parseCurrency(word)
  } catch {
    return null
  }
}

function whyNoAmount(text: string, currency: string): string {
  try {
    parseMoney(text, currency)
    return `“${text}” has more decimal places than ${currency}, read as the rest of the column`
  } catch (error) {
    return error instanceof AppError ? error.message.replace(/\.$/, '') : `“${text}” is not an amount`
  }
}
