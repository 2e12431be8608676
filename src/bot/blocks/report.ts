import {
  type Cell,
  type Column,
  datedText,
  formatMoneyShort,
  type ReportResult,
  type Row,
  typeIn,
} from '../../core/index.ts'
import type { Message } from '../command.ts'
import { lineButton } from './lines.ts'
import { actions, button, clip, context, md, message, prose, section } from './render.ts'

const MOST_ROWS = 20
const WIDEST_TEXT = 24
const DAY_SECONDS = 86_400

/** Another report that a button offers. */
export interface Offer {
  readonly title: string
  readonly line: string
}

/** A report in figures: its sentence, its rows, what was not counted, and the way to the same page. */
export function reportMessage(result: ReportResult, url: string, offers: readonly Offer[]): Message {
  const { title, summary, notes, definition, period } = result
  const narrowed = Object.entries(result.filters).map(([key, values]) => `${key}: ${values.join(', ')}`)
  const scope = [period.label, ...narrowed].join(' · ')
  const blocks = [
    section(md`*${title}* · ${scope}\n${summary}`),
    ...(result.rows.length > 0 ? [section(md`\`\`\`${prose(figures(result), 2900)}\`\`\``)] : []),
    context(
      ...notes.slice(0, 4).map((note) => md`${note}`),
      md`_${prose(definition, 600)} ${datedText(result.dated)}._`,
    ),
    actions('report', [
      button('open', 'Open this page', result.id, { url, style: 'primary' }),
      ...offers.map((offer) => lineButton(offer.title, offer.line)),
    ]),
  ]
  return message(blocks, md`${title}: ${summary}`)
}

/** The rows in columns of even width. */
function figures({ columns, rows, currency }: ReportResult): string {
  const several = new Set(rows.map((row) => row.pipeline)).size > 1
  const told = columns.filter(({ key }) => key !== 'unit' && (key !== 'pipeline' || several))
  const lines = rows.slice(0, MOST_ROWS).map((row) => told.map((column) => cellText(row, column, currency)))
  const table = [told.map((column) => column.label), ...lines]
  const widths = told.map((_, i) => Math.max(...table.map((line) => [...(line[i] ?? '')].length)))
  const isWord = told.map(({ type }) => type === 'text')
  const text = table.map((line) => line.map((cell, i) => padded(cell, widths[i] ?? 0, isWord[i] === true)).join('  '))
  const left = rows.length - MOST_ROWS
  return [...text.map((line) => line.trimEnd()), ...(left > 0 ? [`… and ${left} more`] : [])].join('\n')
}

function padded(cell: string, width: number, isWord: boolean): string {
  const blanks = ' '.repeat(Math.max(0, width - [...cell].length))
  return isWord ? cell + blanks : blanks + cell
}

function cellText(row: Row, column: Column, currency: string): string {
  const cell: Cell | undefined = row[column.key]
  const type = typeIn(row, column)
  if (cell === null || cell === undefined) return '–'
  if (typeof cell === 'object') return cell.value === null ? '–' : `${(cell.value * 100).toFixed(1)} %`
  if (typeof cell === 'string') return clip(cell, WIDEST_TEXT)
  if (type === 'money') return formatMoneyShort(cell, currency)
  if (type === 'duration') return `${(cell / DAY_SECONDS).toFixed(1)} d`
  return cell.toLocaleString('en')
}
