import type { ReportResult, Row } from '../../core/index.ts'
import { amount, hrefOf, nameOf } from '../cells.ts'
import type { Bar, Chart } from '../chart.ts'
import { daysText, shortText } from '../drawing/figure-text.ts'
import { MOST_ROWS } from '../piles.ts'

/** The deals that wait longest, worst first: how long each is in its stage, and the limit that it has passed. */
export function agingChart({ rows: all, currency }: ReportResult): Chart {
  const waiting = all.filter(({ inStage }) => typeof inStage === 'number')
  const rows = waiting.slice(0, MOST_ROWS)
  const bars = rows.map((row): Bar => {
    const idle = typeof row.idle === 'number' ? [`idle ${daysText(row.idle)}`] : []
    const limit = typeof row.limit === 'number' ? [`limit ${daysText(row.limit)}`] : []
    const said = [`${daysText(amount(row.inStage))} in ${nameOf(row.stage)}`, ...limit, ...idle]
    const look = isBeyond(row) ? {} : { paint: 'open' as const }
    return { values: [amount(row.inStage)], lines: [nameOf(row.deal), said.join(' · ')], href: hrefOf(row), ...look }
  })
  const limits = rows.map(({ limit }) => (typeof limit === 'number' ? limit : null))
  const limited = limits.some((limit) => limit !== null)
  const more = waiting.length > rows.length ? ` The ${rows.length} worst are drawn, the table has more.` : ''
  return {
    kind: 'rows',
    stacked: false,
    currency,
    measures: [{ label: 'In stage', unit: 'duration' }],
    names: rows.map(({ deal }) => nameOf(deal)),
    details: rows.map(({ stage, owner }) => [stage, owner].filter(Boolean).join(' · ')),
    series: [{ label: 'In stage', paint: 'late', bars }],
    ends: rows.map(({ inStage }) => shortText(amount(inStage), 'duration', currency)),
    ...(limited ? { target: { label: 'Limit', measure: 0, values: limits } } : {}),
    ...(limited ? { caption: `Upright lines are the limits of the stages; chequered bars are beyond.${more}` } : {}),
  }
}

function isBeyond({ inStage, limit }: Row): boolean {
  return typeof limit === 'number' && amount(inStage) > limit
}
