import type { Ctx } from '../context.ts'
import type { Directory, Filters } from '../filters/index.ts'
import type { Instant } from '../time.ts'
import type { Dated } from './dated.ts'

/** `money` is minor units of the result's currency, `duration` seconds. */
export type ColumnType = 'text' | 'count' | 'money' | 'ratio' | 'duration' | 'date' | 'instant'

export interface Column {
  readonly key: string
  readonly label: string
  readonly type: ColumnType
  /** The key of what says of how many deals or stays it speaks, where that is not the row's own `n`. */
  readonly n?: string
  /** Why a row may have no figure here: "no closed deals". A row that has a reason of its own says it in its `none`. */
  readonly none?: string
}

/** A share together with what it was made of. `value` is null when there is nothing to divide by. */
export interface Ratio {
  readonly numerator: number
  readonly denominator: number
  readonly value: number | null
}

export type Cell = string | number | null | Ratio

/** Cells by column key; `deals` is where the deals behind the row are listed: "/deals?..." */
export type Row = Record<string, Cell> & { deals?: string }

/** A report's answer as a value: everything that a page, a file, a picture or a message needs to show it. */
export interface ReportResult {
  readonly id: string
  readonly title: string
  readonly question: string
  readonly definition: string
  /** What is counted by which date. */
  readonly dated: readonly Dated[]
  readonly asOf: Instant
  readonly timeZone: string
  readonly currency: string
  /** What was narrowed down by, in names, by the filter's key. */
  readonly filters: Record<string, string[]>
  readonly period: { readonly label: string; readonly from: Instant | null; readonly to: Instant | null }
  /** What the report could be asked differently by, and how it was asked. */
  readonly options: readonly ChosenOption[]
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  readonly totals: Record<string, Cell>
  /** How many deals the figures speak of; stays or tasks, where the definition says so. */
  readonly n: number
  /** The most telling figure in one sentence. */
  readonly summary: string
  /** What was not counted or not priced, and why. */
  readonly notes: readonly string[]
}

/** The part of an answer that differs from question to question. */
export type Figures = Pick<ReportResult, 'rows' | 'totals' | 'n' | 'summary' | 'notes'>

/** Something that a report can be asked differently by: a switch on its page, a word in the address. */
export interface ReportOption {
  readonly key: 'mode' | 'group' | 'basis' | 'window' | 'abandoned'
  readonly label: string
  /** The first is taken when nothing is said. */
  readonly choices: readonly [OptionChoice, ...OptionChoice[]]
}

/** `id` is what the address says, in lower case. */
export interface OptionChoice {
  readonly id: string
  readonly label: string
}

/** An option with the id of what was chosen. */
export interface ChosenOption extends ReportOption {
  readonly chosen: string
}

/** The chosen ids by the option's key: every option of the report is there. */
export type Choices = Readonly<Record<string, string>>

/** The type of a row's cell: where a report's rows measure different things, each says in `unit` what its figure is. */
export function typeIn(row: Row, { key, type }: Column): ColumnType {
  return key === 'figure' && typeof row.unit === 'string' ? (row.unit as ColumnType) : type
}

/** Why the row has no figure in this column, in a few words; null where it has one, or where none is expected. */
export function reasonIn(row: Row, column: Column): string | null {
  const cell = row[column.key] ?? null
  const isMissing = cell === null || (typeof cell === 'object' && cell.value === null)
  if (!isMissing || column.type === 'text') return null
  return typeof row.none === 'string' ? row.none : (column.none ?? null)
}

/** Below so many a rate, a mean or a median says little, and is shown paler. */
export const FEW = 5

/** Whether the row's figure in this column is made of too few to say much. Counts and sums always say what they say. */
export function isFew(row: Row, column: Column): boolean {
  const cell = row[column.key]
  const whole = typeof cell === 'object' && cell !== null ? cell.denominator : null
  const many = column.n && typeIn(row, column) !== 'count' ? row[column.n] : whole
  return typeof many === 'number' && many < FEW
}

/** One report: one file that says what it means and how it is counted, and one line in the list of reports. */
export interface Report {
  readonly id: string
  readonly title: string
  readonly question: string
  /** What exactly is counted, by which date, in a few sentences. Published with every answer. */
  readonly definition: string
  /** By which date it takes what it counts into a period; published with every answer, too. */
  readonly dated: readonly Dated[]
  readonly columns: readonly Column[]
  readonly options?: readonly ReportOption[]
  /** `directory` names what the figures speak of. */
  run(ctx: Ctx, filters: Filters, directory: Directory, choices: Choices): Promise<Figures>
}
