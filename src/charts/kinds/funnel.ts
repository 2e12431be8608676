import type { ReportResult, Row } from '../../core/index.ts'
import { amount, figuresOf, hrefOf, nameOf, ratioOf, saying } from '../cells.ts'
import type { Bar, Chart } from '../chart.ts'
import { shortText } from '../drawing/figure-text.ts'

/** Bars, not a tapered shape: how many came so far, and between them how many went on. */
export function funnelChart(result: ReportResult): Chart {
  const { rows, currency } = result
  const measures = figuresOf(result, ['count', 'value'])
  const stages = rows.filter((row) => !isWon(row)).length
  const bars = rows.map((row, place): Bar => {
    const values = measures.map(({ key }) => amount(row[key]))
    const lines = [nameOf(row.stage), saying(values, measures, currency)]
    const look = isWon(row) ? { paint: 'won' as const } : { shade: stages > 1 ? place / (stages - 1) : 1 }
    return { values, lines, href: hrefOf(row), ...look }
  })
  return {
    kind: 'rows',
    stacked: false,
    currency,
    measures: [measures[0]],
    names: rows.map(({ stage }) => nameOf(stage)),
    details: [],
    series: [{ label: 'Deals', paint: 'stage', bars }],
    ends: rows.map(({ cumulative }) => percent(ratioOf(cumulative)?.value) ?? '–'),
    between: rows.slice(1).map(goingOn),
  }
}

/** How many of those in the stage before came here; nothing where nobody was. */
function goingOn(row: Row): string {
  const share = percent(ratioOf(row.step)?.value)
  return share ? `↓ ${share} ${isWon(row) ? 'are won' : 'go on'}` : ''
}

function isWon({ stage }: Row): boolean {
  return stage === 'Won'
}

function percent(share: number | null | undefined): string | null {
  return typeof share === 'number' ? shortText(share, 'ratio', '') : null
}
