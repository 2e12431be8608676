import { describe, expect, it } from 'vitest'
import type { Row } from '../../../src/core/index.ts'
import { chartOf, type Figures, measuresOf } from '../../../src/web/client/chart-model.ts'

const figuresOf = (id: string, rows: Row[], currency = 'USD'): Figures => ({
  id,
  rows,
  currency,
  title: '',
  summary: '',
})

describe('value by stage', () => {
  const rows: Row[] = [
    {
      stage: 'Prospecting',
      pipeline: 'Sales',
      status: 'open',
      count: 2,
      value: 41_200_000,
      weighted: 4_120_000,
      deals: '/deals?a',
    },
    { stage: 'Prospecting', pipeline: 'Sales', status: 'lost', count: 1, value: 4_300_000, weighted: 0 },
    { stage: 'Proposal', pipeline: 'Sales', status: 'open', count: 3, value: 62_200_000, weighted: 31_100_000 },
  ]

  it('stacks the statuses of each stage, in the order of the stages', () => {
    const chart = chartOf(figuresOf('value-by-stage', rows), 'value')
    expect(chart.kind).toBe('stacked-rows')
    expect(chart.names).toEqual(['Prospecting', 'Proposal'])
    expect(chart.details).toEqual(['3 deals', '3 deals'])
    expect(chart.series.map(({ label, bars }) => [label, bars.map((bar) => bar?.value ?? null)])).toEqual([
      ['Open', [41_200_000, 62_200_000]],
      ['Lost', [4_300_000, null]],
    ])
  })

  it('says of a bar what it is, how many deals, what they are worth, and where they are listed', () => {
    const [bar] = chartOf(figuresOf('value-by-stage', rows), 'value').series[0]?.bars ?? []
    expect(bar).toMatchObject({
      lines: ['Prospecting, open', '2 deals · $412,000 · weighted $41,200'],
      href: '/deals?a',
      paint: 'open',
    })
  })

  it('switches between value, count and weighted value', () => {
    const figures = figuresOf('value-by-stage', rows)
    expect(measuresOf(figures)).toEqual(['value', 'count', 'weighted'])
    expect(chartOf(figures, 'count').series[0]?.bars[1]?.value).toBe(3)
    expect(chartOf(figures, 'weighted').series[0]?.bars[1]?.value).toBe(31_100_000)
  })

  it('keeps stages of the same name in two pipelines apart', () => {
    const both = [...rows, { stage: 'Proposal', pipeline: 'Partners', status: 'open', count: 1, value: 5, weighted: 1 }]
    const chart = chartOf(figuresOf('value-by-stage', both), 'value')
    expect(chart.names).toEqual(['Prospecting', 'Proposal', 'Proposal'])
    expect(chart.details.at(-1)).toBe('Partners · 1 deal')
  })
})

it('shows a funnel with what goes on from step to step, and the won ones painted as won', () => {
  const share = (numerator: number, denominator: number) => ({ numerator, denominator, value: numerator / denominator })
  const chart = chartOf(
    figuresOf('funnel', [
      { stage: 'Prospecting', count: 612, step: null, cumulative: share(612, 612) },
      { stage: 'Proposal', count: 319, step: share(319, 612), cumulative: share(319, 612) },
      { stage: 'Won', count: 190, step: share(190, 319), cumulative: share(190, 612) },
    ]),
    'count',
  )
  expect(chart.ends).toEqual(['100 %', '52 %', '31 %'])
  expect(chart.between).toEqual(['↓ 52 % go on', '↓ 60 % are won'])
  expect(chart.series[0]?.bars.map((bar) => bar?.paint)).toEqual(['stage', 'stage', 'won'])
})

it('shows months as columns with a bar per status', () => {
  const rows = ['2026-10', '2026-11'].map((month) => ({ month, status: 'won', count: 1, value: 100 }))
  const chart = chartOf(figuresOf('won-lost', rows), 'value')
  expect([chart.kind, chart.names]).toEqual(['columns', ['Oct 26', 'Nov 26']])
})

it('writes amounts short on bars and in the currency’s own decimals', () => {
  const inYen = chartOf(figuresOf('status', [{ status: 'won', count: 1, value: 1_500_000 }], 'JPY'), 'value')
  expect(inYen.text(1_500_000)).toBe('¥1,500,000')
  const inDollars = chartOf(figuresOf('status', [{ status: 'won', count: 1, value: 1_500_000 }]), 'value')
  expect(inDollars.shortText(1_500_000)).toBe('$15k')
})

it('has nothing to draw for a report that is not made of bars', () => {
  expect(() => chartOf(figuresOf('owners', []), 'value')).toThrow('owners')
})
