import type { ReportResult, Row } from '../../core/index.ts'
import { amount, figuresOf, hrefOf, nameOf } from '../cells.ts'
import type { Chart, Target } from '../chart.ts'
import { type Part, type Piece, pile } from '../piles.ts'

/** More series than this are one: "Other". */
const MOST_STAGES = 7
/** More moments than this have no room to be told apart. */
const MOST_MOMENTS = 53
const OTHER: Part = { id: 'Other', label: 'Other', paint: 'rest' }

/** The open pipeline at the end of each day, week or month: one column each, stacked by stage. */
export function trendChart(result: ReportResult): Chart {
  const { currency } = result
  const measures = figuresOf(result, ['value', 'count'])
  const { rows, every } = thinned(result.rows)
  const parts = partsOf(result.rows)
  const known = new Set(parts.map(({ id }) => id))
  const pieces = rows.map((row): Piece => {
    const stage = stageKey(row)
    return {
      key: String(row.day),
      name: dayName(row.day),
      part: known.has(stage) ? stage : OTHER.id,
      values: measures.map(({ key }) => amount(row[key])),
      href: hrefOf(row),
    }
  })
  const { keys, ...piled } = pile(pieces, { parts, measures, currency })
  const target = targetOf(rows, keys)
  const caption =
    every > 1 ? { caption: `Each column is the end of a day; of ${every} days one is drawn, the table has all.` } : {}
  return {
    ...{ kind: 'columns', stacked: true, currency, measures, details: [] },
    ...piled,
    ...(target ? { target } : {}),
    ...caption,
  }
}

/** Every so many moments, counted from the last one, which is always there. */
function thinned(rows: readonly Row[]): { rows: readonly Row[]; every: number } {
  const days = [...new Set(rows.map(({ day }) => day))]
  const every = Math.ceil(days.length / MOST_MOMENTS)
  const shown = new Set(days.filter((_, place) => (days.length - 1 - place) % every === 0))
  return { rows: rows.filter(({ day }) => shown.has(day)), every }
}

/** The stages as they come, one hue from first to last; the smallest are one where there are too many. */
function partsOf(rows: readonly Row[]): Part[] {
  const stages = [...new Map(rows.map((row) => [stageKey(row), row])).entries()]
  const size = (key: string) =>
    rows.filter((row) => stageKey(row) === key).reduce((sum, row) => sum + amount(row.value) + amount(row.count), 0)
  const many = stages.length > MOST_STAGES
  const kept = new Set(
    [...stages]
      .sort(([a], [b]) => size(b) - size(a))
      .slice(0, many ? MOST_STAGES : stages.length)
      .map(([key]) => key),
  )
  const shown = stages.filter(([key]) => kept.has(key))
  const several = new Set(stages.map(([, { pipeline }]) => pipeline)).size > 1
  const label = (row: Row) => (several ? `${nameOf(row.stage)} (${nameOf(row.pipeline)})` : nameOf(row.stage))
  const parts = shown.map(
    ([key, row], place): Part => ({
      id: key,
      label: label(row),
      paint: 'stage',
      shade: shown.length > 1 ? place / (shown.length - 1) : 1,
    }),
  )
  return many ? [...parts, OTHER] : parts
}

function stageKey({ pipeline, stage }: Row): string {
  return `${String(pipeline ?? '')}/${String(stage)}`
}

function targetOf(rows: readonly Row[], days: readonly string[]): Target | null {
  const values = days.map((day) => rows.find((row) => row.day === day && typeof row.target === 'number')?.target)
  if (values.every((value) => typeof value !== 'number')) return null
  return { label: 'Target', measure: 0, values: values.map((value) => (typeof value === 'number' ? value : null)) }
}

/** "2026-11-23" as "23 Nov"; months as months. */
function dayName(day: unknown): string {
  const text = String(day)
  const length = text.length
  const date = new Date(`${text.slice(0, 10)}${length === 7 ? '-01' : ''}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return text
  const style =
    length === 7 ? ({ month: 'short', year: '2-digit' } as const) : ({ day: 'numeric', month: 'short' } as const)
  return date.toLocaleDateString(length === 7 ? 'en-US' : 'en-GB', { ...style, timeZone: 'UTC' })
}
