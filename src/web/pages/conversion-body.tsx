import type { JSX } from 'hono/jsx/jsx-runtime'
import { type Cell, FEW, type Ratio, type ReportResult, type Row } from '../../core/index.ts'
import { countText, ratioText } from '../format.ts'
import { MEASURES } from './measures.ts'
import { Meter } from './meter.tsx'

const ORDER = Object.keys(MEASURES)

/** The rates, each with its name, what it divides, and its bar. */
export function ConversionBody({ result }: { result: ReportResult }): JSX.Element {
  const rows = [...result.rows].sort((a, b) => ORDER.indexOf(String(a.measure)) - ORDER.indexOf(String(b.measure)))
  return (
    <div class="rate-list">
      {rows.map((row) => {
        const rate = ratioOf(row.rate)
        const measure = MEASURES[String(row.measure)] ?? { label: String(row.measure), how: '' }
        return (
          <div data-live={`conversion-${String(row.measure)}`}>
            <div class="rate-head">
              <span>
                {row.deals ? <a href={row.deals}>{measure.label}</a> : measure.label}
                <br />
                {measure.how} · {madeOf(rate, row)}
              </span>
              <strong class={rate.denominator < FEW ? 'few' : ''}>{ratioText(rate)}</strong>
            </div>
            <Meter share={rate.value} />
          </div>
        )
      })}
    </div>
  )
}

/** What the rate was made of, or why there is none. */
function madeOf({ numerator, denominator, value }: Ratio, { none }: Row): string {
  return value === null && typeof none === 'string' ? none : `${countText(numerator)} of ${countText(denominator)}`
}

function ratioOf(cell: Cell | undefined): Ratio {
  return typeof cell === 'object' && cell !== null ? cell : { numerator: 0, denominator: 0, value: null }
}
