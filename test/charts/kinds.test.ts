import { expect, it } from 'vitest'
import { type Chart, chartOf } from '../../src/charts/index.ts'
import { resultOf } from '../support/report-results.ts'

const DAY = 86_400
const share = (numerator: number, denominator: number) => ({
  numerator,
  denominator,
  value: denominator === 0 ? null : numerator / denominator,
})

function drawn(...words: Parameters<typeof resultOf>): Chart {
  const chart = chartOf(resultOf(...words))
  if (!chart) throw new Error('No chart')
  return chart
}

const lengths = ({ series }: Chart, measure = 0) =>
  series.map(({ label, bars }) => [label, bars.map((bar) => bar?.values[measure] ?? null)])

it('shows the rates of conversion as bars, each with what it was made of', () => {
  const rates = { rate: 'ratio', rateByValue: 'ratio' } as const
  const rows = [
    { month: null, measure: 'won-of-all', rate: share(1, 4), rateByValue: share(100, 800) },
    { month: null, measure: 'won-of-closed', rate: share(1, 2), rateByValue: share(100, 200), deals: '/deals?won' },
    { month: null, measure: 'cohort', rate: share(0, 0), rateByValue: share(0, 0) },
  ]
  const chart = drawn('conversion', rows, rates)
  expect([chart.kind, chart.names]).toEqual(['rows', ['Won of closed', 'Won of all', 'Cohort']])
  expect(lengths(chart)).toEqual([['Rates', [0.5, 0.25, 0]]])
  expect(chart.details).toEqual(['1 of 2', '1 of 4', 'nothing to divide by'])
  expect(chart.series[0]?.bars[0]?.lines).toEqual([
    'Won of closed',
    '50 % (1 of 2) by number, 50 % (100 of 200) by value',
  ])
})

it('shows conversion month by month as columns, a series for each rate', () => {
  const month = (name: string, won: number) => [
    { month: name, measure: 'won-of-closed', rate: share(won, 10), rateByValue: share(0, 0) },
    { month: name, measure: 'cohort', rate: share(won, 20), rateByValue: share(0, 0) },
  ]
  const chart = drawn('conversion', [...month('2026-10', 5), ...month('2026-11', 6)], {
    rate: 'ratio',
    rateByValue: 'ratio',
  })
  expect([chart.kind, chart.names]).toEqual(['columns', ['Oct 26', 'Nov 26']])
  expect(lengths(chart)).toEqual([
    ['Won of closed', [0.5, 0.6]],
    ['Cohort', [0.25, 0.3]],
  ])
})

it('puts the rarest reasons together, so that the bars still add up to all', () => {
  const rows = Array.from({ length: 15 }, (_, i) => ({
    status: 'lost',
    reason: `Reason ${i}`,
    count: 15 - i,
    value: 0,
  }))
  const chart = drawn('reasons', [...rows, { status: 'abandoned', reason: 'Reason 1', count: 40, value: 0 }])
  expect(chart.names).toHaveLength(12)
  expect([chart.names[0], chart.names.at(-1)]).toEqual(['Reason 1', 'Other (4)'])
  const sum = chart.series.flatMap(({ bars }) => bars).reduce((all, bar) => all + (bar?.values[0] ?? 0), 0)
  expect(sum).toBe(120 + 40)
})

it('shows of each source what became of its deals', () => {
  const rows = [
    { source: 'Referral', open: 1, won: 3, lost: 1, abandoned: 0, winRate: share(3, 4) },
    { source: null, open: 2, won: 0, lost: 0, abandoned: 0, winRate: share(0, 0), none: 'no closed deals' },
  ]
  const chart = drawn('sources', rows)
  expect(chart.names).toEqual(['Referral', 'None'])
  expect(chart.details).toEqual(['75 % won of closed', 'no closed deals'])
  expect(lengths(chart).map(([label]) => label)).toEqual(['Open', 'Won', 'Lost'])
})

it('shows of each owner what was won and what is open, by value and by number', () => {
  const chart = drawn('owners', [{ owner: 'Ana', openValue: 500, openCount: 2, wonValue: 900, wonCount: 1 }])
  expect(chart.measures.map(({ label }) => label)).toEqual(['Value', 'Count'])
  expect(lengths(chart)).toEqual([
    ['Won', [900]],
    ['Open', [500]],
  ])
  expect(lengths(chart, 1)).toEqual([
    ['Won', [1]],
    ['Open', [2]],
  ])
})

it('shows what became of the stays in each stage, and all of them', () => {
  const of = (outcome: string, count: number) => ({
    pipeline: 'Sales',
    stage: 'Proposal',
    outcome,
    to: null,
    count,
    share: null,
  })
  const chart = drawn('flow', [
    of('advanced', 5),
    of('lost', 2),
    of('handed off', 1),
    of('removed', 1),
    of('still there', 3),
  ])
  expect(chart.details).toEqual(['12 entries'])
  expect(lengths(chart)).toEqual([
    ['Advanced', [5]],
    ['Still there', [3]],
    ['Lost', [2]],
    ['Elsewhere', [2]],
  ])
})

it('shows how often each stage was skipped', () => {
  const rows = [{ pipeline: 'Sales', stage: 'Proposal', outcome: 'skipped', to: null, count: 2, share: share(2, 8) }]
  const chart = drawn('flow', rows)
  expect([chart.measures[0].unit, ...lengths(chart)]).toEqual(['ratio', ['Skipped', [0.25]]])
})

it('shows of velocity the cycles, and no bar where nothing was won', () => {
  const rows = [
    { measure: 'cycle-median', figure: 50 * DAY, unit: 'duration', count: 7 },
    { measure: 'cycle-mean', figure: null, unit: 'duration', count: 0 },
    { measure: 'open-deals', figure: 12, unit: 'count', count: 12 },
  ]
  const chart = drawn('velocity', rows)
  expect([chart.names, chart.ends, chart.details]).toEqual([['Median cycle'], ['50.0 d'], ['7 deals won']])
})

it('shows the deals that wait longest against the limits of their stages', () => {
  const rows = [
    {
      deal: 'D-1 Acme',
      stage: 'Proposal',
      owner: 'Ana',
      inStage: 30 * DAY,
      idle: 9 * DAY,
      limit: 14 * DAY,
      deals: '/deals/1',
    },
    { deal: 'D-2 Globex', stage: 'Proposal', owner: null, inStage: 10 * DAY, idle: 20 * DAY, limit: 14 * DAY },
    { deal: 'Others', stage: null, owner: null, inStage: null, idle: null, limit: null },
  ]
  const chart = drawn('aging', rows)
  expect(chart.names).toEqual(['D-1 Acme', 'D-2 Globex'])
  expect(chart.target?.values).toEqual([14 * DAY, 14 * DAY])
  expect(chart.series[0]?.bars.map((bar) => bar?.paint ?? 'late')).toEqual(['late', 'open'])
  expect(chart.series[0]?.bars[0]?.lines[1]).toBe('30 days in Proposal · limit 14 days · idle 9 days')
})

it('tells overdue tasks from those that are only open', () => {
  const chart = drawn('tasks', [{ assignee: 'Ana', open: 5, overdue: 2, done: 4, count: 1 }])
  expect(lengths(chart)).toEqual([
    ['Overdue', [2]],
    ['Open, not due yet', [3]],
    ['Done', [4]],
  ])
  expect(chart.details).toEqual(['1 deal without next step'])
  expect(chart.series[0]?.bars[0]?.lines).toEqual(['Ana, overdue', '2 tasks'])
})

it('cuts freshness into parts that do not overlap: who touched a deal this week did so this month, too', () => {
  const rows = [
    {
      group: 'owner',
      name: 'Ana',
      count: 10,
      touched7: share(4, 10),
      touched14: share(5, 10),
      touched30: share(9, 10),
    },
    { group: 'way', name: 'Slack', count: 99, touched7: null, touched14: null, touched30: null },
  ]
  const chart = drawn('freshness', rows)
  expect(chart.names).toEqual(['Ana'])
  expect(lengths(chart)).toEqual([
    ['Touched in 7 days', [4]],
    ['8 to 14 days ago', [1]],
    ['15 to 30 days ago', [4]],
    ['Longer ago', [1]],
  ])
  expect(chart.ends).toEqual(['10 deals'])
})

it('stacks a forecast from the surest up, with the target of each month as a line', () => {
  const row = (expected: string, category: string, value: number, target: number | null = null) => {
    return { expected, category, count: 1, value, weighted: value / 2, target }
  }
  const rows = [
    row('Overdue', 'pipeline', 50),
    row('Nov 2026', 'won', 300, 1000),
    row('Nov 2026', 'commit', 200),
    row('Nov 2026', 'best-case', 100),
    row('Undated', 'pipeline', 70),
  ]
  const chart = drawn('forecast', rows, { target: 'money' })
  expect([chart.kind, chart.stacked, chart.names]).toEqual(['columns', true, ['Overdue', 'Nov 2026', 'Undated']])
  expect(lengths(chart)).toEqual([
    ['Won', [null, 300, null]],
    ['Commit', [null, 200, null]],
    ['Best case', [null, 100, null]],
    ['Pipeline', [50, null, 70]],
  ])
  expect(chart.target).toEqual({ label: 'Target', measure: 0, values: [null, 1000, null] })
})

it('puts what was forecast beside what was won, the earliest forecast first', () => {
  const rows = [90, 60, 30].map((lead) => ({ expected: 'Q3 2026', lead, forecast: lead * 100, won: 5000 }))
  const chart = drawn('forecast-accuracy', rows, { forecast: 'money', won: 'money' })
  expect(lengths(chart)).toEqual([
    ['90 days before', [9000]],
    ['60 days before', [6000]],
    ['30 days before', [3000]],
    ['Won', [5000]],
  ])
})
