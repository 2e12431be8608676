import { describe, expect, it } from 'vitest'
import { type Chart, chartOf, isEmpty } from '../../src/charts/index.ts'
import type { Row } from '../../src/core/index.ts'
import { resultOf } from '../support/report-results.ts'

const DAY = 86_400
const share = (numerator: number, denominator: number) => ({ numerator, denominator, value: numerator / denominator })

function drawn(...words: Parameters<typeof resultOf>): Chart {
  const chart = chartOf(resultOf(...words))
  if (!chart) throw new Error('No chart')
  return chart
}

/** Each series by name with its lengths of one measure. */
const lengths = ({ series }: Chart, measure = 0) =>
  series.map(({ label, bars }) => [label, bars.map((bar) => bar?.values[measure] ?? null)])

describe('value by stage', () => {
  const rows: Row[] = [
    {
      ...{ stage: 'Prospecting', pipeline: 'Sales', status: 'open', count: 2 },
      ...{ value: 41_200_000, weighted: 4_120_000, deals: '/deals?a' },
    },
    { stage: 'Prospecting', pipeline: 'Sales', status: 'lost', count: 1, value: 4_300_000, weighted: 0 },
    { stage: 'Proposal', pipeline: 'Sales', status: 'open', count: 3, value: 62_200_000, weighted: 31_100_000 },
  ]

  it('stacks the statuses of each stage, in the order of the stages', () => {
    const chart = drawn('value-by-stage', rows)
    expect([chart.kind, chart.stacked]).toEqual(['rows', true])
    expect(chart.names).toEqual(['Prospecting', 'Proposal'])
    expect(chart.details).toEqual(['3 deals', '3 deals'])
    expect(lengths(chart)).toEqual([
      ['Open', [41_200_000, 62_200_000]],
      ['Lost', [4_300_000, null]],
    ])
  })

  it('says of a bar what it is, how many deals, what they are worth, and where they are listed', () => {
    const chart = drawn('value-by-stage', rows)
    expect(chart.series[0]?.bars[0]).toMatchObject({
      lines: ['Prospecting, open', '2 deals · $412,000 · weighted $41,200'],
      href: '/deals?a',
    })
    expect(chart.series.map(({ paint }) => paint)).toEqual(['open', 'lost'])
  })

  it('can be switched between value, count and weighted value', () => {
    const chart = drawn('value-by-stage', rows)
    expect(chart.measures.map(({ label }) => label)).toEqual(['Value', 'Count', 'Weighted'])
    expect(lengths(chart, 1)).toContainEqual(['Open', [2, 3]])
    expect(lengths(chart, 2)).toContainEqual(['Open', [4_120_000, 31_100_000]])
  })

  it('begins with what there is: counts where there is no money at all', () => {
    const chart = drawn(
      'value-by-stage',
      rows.map((row) => ({ ...row, value: 0, weighted: 0 })),
    )
    expect(chart.measures[0].label).toBe('Count')
  })

  it('keeps stages of the same name in two pipelines apart', () => {
    const both = [...rows, { stage: 'Proposal', pipeline: 'Partners', status: 'open', count: 1, value: 5, weighted: 1 }]
    const chart = drawn('value-by-stage', both)
    expect(chart.names).toEqual(['Prospecting', 'Proposal', 'Proposal'])
    expect(chart.details.at(-1)).toBe('Partners · 1 deal')
  })
})

it('shows a funnel with what goes on from step to step, and the won ones painted as won', () => {
  const chart = drawn('funnel', [
    { stage: 'Prospecting', count: 612, step: null, cumulative: share(612, 612) },
    { stage: 'Proposal', count: 319, step: share(319, 612), cumulative: share(319, 612) },
    { stage: 'Won', count: 190, step: share(190, 319), cumulative: share(190, 612) },
  ])
  expect(chart.ends).toEqual(['100 %', '52 %', '31 %'])
  expect(chart.between).toEqual(['↓ 52 % go on', '↓ 60 % are won'])
  expect(chart.series[0]?.bars.map((bar) => bar?.paint ?? bar?.shade)).toEqual([0, 1, 'won'])
})

it('shows months as columns with a bar per status, and many months as stacks', () => {
  const won = (month: string) => ({ month, status: 'won', count: 1, value: 100 })
  const few = drawn('won-lost', ['2026-10', '2026-11'].map(won))
  expect([few.kind, few.stacked, few.names]).toEqual(['columns', false, ['Oct 26', 'Nov 26']])
  const many = Array.from(
    { length: 14 },
    (_, i) => `20${25 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
  )
  expect(drawn('won-lost', many.map(won)).stacked).toBe(true)
})

describe('the bridge', () => {
  const chart = drawn('bridge', [
    { bucket: 'start', count: 6, value: 100_000, deals: '/deals?a' },
    { bucket: 'created', count: 2, value: 30_000 },
    { bucket: 'pulled-in', count: 0, value: 0 },
    { bucket: 'decreased', count: 1, value: -5_000 },
    { bucket: 'won', count: 1, value: -50_000 },
    { bucket: 'end', count: 7, value: 75_000 },
  ])

  it('hangs each step where the one before ended, and leaves out those that did not happen', () => {
    expect(chart.names).toEqual(['Start', 'Created', 'Decreased', 'Won', 'End'])
    expect(chart.series[0]?.bars.map((bar) => [bar?.from, bar?.values[0]])).toEqual([
      [0, 100_000],
      [100_000, 30_000],
      [130_000, -5_000],
      [125_000, -50_000],
      [0, 75_000],
    ])
  })

  it('tells more from less by sign and pattern as well as colour', () => {
    expect(chart.ends).toEqual(['$1k', '+$300', '−$50', '−$500', '$750'])
    expect(chart.series[0]?.bars.map((bar) => bar?.paint)).toEqual(['open', 'won', 'lost', 'lost', 'open'])
    expect(chart.series[0]?.bars[3]?.lines).toEqual(['Won', '1 deal · −$500'])
    expect(chart.series[0]?.bars[0]?.href).toBe('/deals?a')
  })
})

describe('the trend', () => {
  const stages = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I']
  const on = (day: string) => stages.map((stage, i) => ({ day, stage, count: 1, value: (i + 1) * 100 }))

  it('stacks at most seven stages, and the smallest others as one, so that sums still agree', () => {
    const chart = drawn('trend', on('2026-11-22'))
    expect(chart.series.map(({ label }) => label)).toEqual(['C', 'D', 'E', 'F', 'G', 'H', 'I', 'Other'])
    expect(chart.series.at(-1)?.bars[0]?.values).toEqual([300, 2])
    expect([chart.kind, chart.stacked, chart.names]).toEqual(['columns', true, ['22 Nov']])
  })

  it('draws of many days every so many, the last among them, and says so', () => {
    const days = Array.from({ length: 365 }, (_, i) => new Date(Date.UTC(2026, 0, i + 1)).toISOString().slice(0, 10))
    const chart = drawn(
      'trend',
      days.map((day) => ({ day, stage: 'A', count: 1, value: 100 })),
    )
    expect(chart.names).toHaveLength(53)
    expect(chart.names.at(-1)).toBe('31 Dec')
    expect(chart.caption).toContain('of 7 days one is drawn')
  })

  it('has a line to reach where there is a target', () => {
    const rows = [
      { day: '2026-10', stage: 'A', count: 1, value: 100, target: 500 },
      { day: '2026-11', stage: 'A', count: 1, value: 100, target: null },
    ]
    expect(drawn('trend', rows, { target: 'money' }).target?.values).toEqual([500, null])
  })
})

it('shows waiting as the median with a whisker from p75 to p90, and little as little', () => {
  const rows = [
    { stage: 'Proposal', n: 14, median: 3 * DAY, p75: 5 * DAY, p90: 9.5 * DAY },
    { stage: 'Negotiation', n: 3, median: 1 * DAY, p75: 2 * DAY, p90: 2 * DAY },
    { stage: 'Signing', n: 0, median: null, p75: null, p90: null },
  ]
  const chart = drawn('time-in-stage', rows, { median: 'duration', p75: 'duration', p90: 'duration' })
  expect(chart.names).toEqual(['Proposal', 'Negotiation'])
  expect(chart.series[0]?.bars[0]?.whisker).toEqual([5 * DAY, 9.5 * DAY])
  expect(chart.series[0]?.bars[0]?.lines[1]).toBe('median 3 days · p75 5 days · p90 9.5 days · 14 stays')
  expect(chart.ends).toEqual(['3.0 d', '1.0 d'])
  expect(chart.details).toEqual(['14 stays', '3 stays: few'])
  expect(chart.series[0]?.bars.map((bar) => bar?.paint)).toEqual([undefined, 'rest'])
})

it('has no chart for a report that nobody said how to draw', () => {
  expect(chartOf(resultOf('anything', []))).toBeNull()
})

it('knows when there is nothing to see', () => {
  expect(isEmpty(drawn('status', []))).toBe(true)
  expect(isEmpty(drawn('status', [{ status: 'won', count: 0, value: 0 }]))).toBe(true)
  expect(isEmpty(drawn('status', [{ status: 'won', count: 1, value: 0 }]))).toBe(false)
})
