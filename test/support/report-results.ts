import type { ColumnType, ReportResult, Row } from '../../src/core/index.ts'

/** A report's answer made by hand: rows, and the types of the columns that are not text. */
export function resultOf(
  id: string,
  rows: readonly Row[],
  types: Readonly<Record<string, ColumnType>> = {},
  rest: Partial<ReportResult> = {},
): ReportResult {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((key) => key !== 'deals')
  const usual: Record<string, ColumnType> = { count: 'count', value: 'money', weighted: 'money', n: 'count' }
  return {
    id,
    title: 'Title',
    question: 'Question?',
    definition: 'Definition.',
    dated: [{ what: 'closed deals', by: 'closed' }],
    asOf: '2026-11-23T08:00:00.000Z',
    timeZone: 'UTC',
    currency: 'USD',
    filters: {},
    period: { label: 'All time', from: null, to: null },
    options: [],
    columns: keys.map((key) => ({ key, label: key, type: types[key] ?? usual[key] ?? 'text' })),
    rows,
    totals: {},
    n: rows.length,
    summary: 'One sentence.',
    notes: [],
    ...rest,
  }
}
