import type { ReportResult, Row } from '../../core/index.ts'
import { amount, figuresOf, hrefOf, nameOf } from '../cells.ts'
import type { Chart } from '../chart.ts'
import { deals } from '../drawing/figure-text.ts'
import { pile, STATUS_PARTS } from '../piles.ts'

/** The stages in their order, each with its statuses side by side. */
export function valueByStageChart(result: ReportResult): Chart {
  const { rows, currency } = result
  const measures = figuresOf(result, ['value', 'count', 'weighted'])
  const pieces = rows.map((row) => ({
    key: stageKey(row),
    name: nameOf(row.stage),
    part: String(row.status),
    values: measures.map(({ key }) => amount(row[key])),
    href: hrefOf(row),
  }))
  const { keys, ...piled } = pile(pieces, { parts: STATUS_PARTS, measures, currency })
  const several = new Set(rows.map(({ pipeline }) => pipeline)).size > 1
  const details = keys.map((key) => {
    const own = rows.filter((row) => stageKey(row) === key)
    const count = deals(own.reduce((sum, row) => sum + amount(row.count), 0))
    return several ? `${own[0]?.pipeline} · ${count}` : count
  })
  return { kind: 'rows', stacked: true, currency, measures, details, ...piled }
}

/** Stages of two pipelines may have the same name. */
function stageKey({ pipeline, stage }: Row): string {
  return `${String(pipeline ?? '')}/${String(stage)}`
}
