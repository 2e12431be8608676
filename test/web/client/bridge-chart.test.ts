import { expect, it } from 'vitest'
import { bridgeChart } from '../../../src/web/client/bridge-chart.ts'

const rows = [
  { bucket: 'start', count: 6, value: 100_000, deals: '/deals?a' },
  { bucket: 'created', count: 2, value: 30_000 },
  { bucket: 'pulled-in', count: 0, value: 0 },
  { bucket: 'decreased', count: 1, value: -5_000 },
  { bucket: 'won', count: 1, value: -50_000 },
  { bucket: 'end', count: 7, value: 75_000 },
]
const chart = bridgeChart({ id: 'bridge', title: '', summary: '', currency: 'USD', rows })

it('A bridge hangs each step where the one before ended, and leaves out those that did not happen', () => {
  expect(chart.names).toEqual(['Start', 'Created', 'Decreased', 'Won', 'End'])
  expect(chart.series[0]?.bars.map((bar) => [bar?.from, bar?.value])).toEqual([
    [0, 100_000],
    [100_000, 30_000],
    [130_000, -5_000],
    [125_000, -50_000],
    [0, 75_000],
  ])
})

it('A bridge tells more from less by sign and pattern as well as colour', () => {
  expect(chart.ends).toEqual(['$1k', '+$300', '−$50', '−$500', '$750'])
  expect(chart.series[0]?.bars.map((bar) => bar?.paint)).toEqual(['open', 'won', 'lost', 'lost', 'open'])
  expect(chart.series[0]?.bars[3]?.lines).toEqual(['Won', '1 deal · −$500'])
  expect(chart.series[0]?.bars[0]?.href).toBe('/deals?a')
})
