import { FEW, type ReportResult, type Row } from '../../core/index.ts'
import { amount, hrefOf, nameOf } from '../cells.ts'
import type { Bar, Chart } from '../chart.ts'
import { counted, daysText, shortText } from '../drawing/figure-text.ts'

/** How long deals stayed: the median as a bar, where three and nine of ten had gone on as its whisker. */
export function timeInStageChart({ rows: all, currency }: ReportResult): Chart {
  const rows = all.filter(({ n }) => amount(n) > 0)
  const bars = rows.map((row): Bar => {
    const [median, p75, p90] = [amount(row.median), amount(row.p75), amount(row.p90)]
    const spread = `median ${daysText(median)} · p75 ${daysText(p75)} · p90 ${daysText(p90)} · ${stays(row)}`
    const look = isFew(row) ? { paint: 'rest' as const } : {}
    return { values: [median], whisker: [p75, p90], lines: [nameOf(row.stage), spread], href: hrefOf(row), ...look }
  })
  return {
    kind: 'rows',
    stacked: false,
    currency,
    measures: [{ label: 'Median', unit: 'duration' }],
    names: rows.map(({ stage }) => nameOf(stage)),
    details: rows.map((row) => (isFew(row) ? `${stays(row)}: few` : stays(row))),
    series: [{ label: 'Median', paint: 'open', bars }],
    ends: rows.map(({ median }) => shortText(amount(median), 'duration', currency)),
    caption: 'Bars end at the median; whiskers reach from where 75 % had gone on to where 90 % had.',
  }
}

function stays({ n }: Row): string {
  return counted(amount(n), 'stay', 'stays')
}

function isFew({ n }: Row): boolean {
  return amount(n) < FEW
}
