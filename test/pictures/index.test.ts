import { loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import type { ReportResult } from '../../src/core/index.ts'
import { bridgeShape } from '../../src/pictures/bridge-shape.ts'
import { renderReportPicture } from '../../src/pictures/index.ts'
import { shapeOf } from '../../src/pictures/shape.ts'

const result: ReportResult = {
  id: 'value-by-stage',
  title: 'Value by stage',
  question: 'How much is in the pipeline, and where?',
  definition: 'Open deals by the stage they stand in.',
  asOf: '2026-11-23T08:00:00.000Z',
  timeZone: 'UTC',
  currency: 'USD',
  filters: {},
  period: { label: 'All time', from: null, to: null },
  columns: [
    { key: 'stage', label: 'Stage', type: 'text' },
    { key: 'status', label: 'Status', type: 'text' },
    { key: 'count', label: 'Deals', type: 'count' },
    { key: 'value', label: 'Value', type: 'money' },
  ],
  rows: [
    { stage: 'Demo', status: 'lost', count: 1, value: 500_000 },
    { stage: 'Demo', status: 'open', count: 2, value: 1_000_000 },
    { stage: 'Offer', status: 'abandoned', count: 1, value: null },
    { stage: 'Offer', status: 'won', count: 1, value: 250_000 },
  ],
  options: [],
  n: 2,
  totals: {},
  summary: '$10k is open in 2 deals.',
  notes: [],
}

describe('the picture of a report', () => {
  it('has one bar per category, stacked by status in their usual order', () => {
    const { categories, series, label } = shapeOf(result)
    expect(categories).toEqual(['Demo', 'Offer'])
    expect(series.map(({ label, values }) => [label, ...values])).toEqual([
      ['open', 1_000_000, 0],
      ['won', 0, 250_000],
      ['lost', 500_000, 0],
      ['abandoned', 0, 0],
    ])
    expect(label(1_500_000)).toBe('$15k')
  })

  it('counts deals where there is no money at all', () => {
    const rows = result.rows.map((row) => ({ ...row, value: 0 }))
    expect(shapeOf({ ...result, rows }).series[0]?.values).toEqual([2, 0])
  })

  it.each(['light', 'dark'] as const)('is a PNG in the %s theme, and not empty', async (theme) => {
    const png = await renderReportPicture(result, theme)
    const image = await loadImage(png)
    expect([image.width, image.height]).toEqual([1280, 396])
    expect(png.byteLength).toBeGreaterThan(10_000)
  })

  it('lets the steps of a bridge float, signed, one series for more and one for less', async () => {
    const rows = [
      { bucket: 'start', count: 3, value: 100_000 },
      { bucket: 'pulled-in', count: 1, value: 20_000 },
      { bucket: 'lost', count: 1, value: -50_000 },
      { bucket: 'removed', count: 0, value: 0 },
      { bucket: 'end', count: 3, value: 70_000 },
    ]
    const { categories, series, ends } = bridgeShape({ ...result, id: 'bridge', rows })
    expect(categories).toEqual(['Start', 'Pulled in', 'Lost', 'End'])
    expect(series.map(({ status, values }) => [status, values])).toEqual([
      ['open', [[0, 100_000], null, null, [0, 70_000]]],
      ['won', [null, [100_000, 120_000], null, null]],
      ['lost', [null, null, [120_000, 70_000], null]],
    ])
    expect(ends).toEqual(['$1k', '+$200', '−$500', '$700'])
    expect((await renderReportPicture({ ...result, id: 'bridge', rows })).byteLength).toBeGreaterThan(10_000)
  })

  it('can be drawn of nothing', async () => {
    expect((await renderReportPicture({ ...result, rows: [], columns: [] })).byteLength).toBeGreaterThan(1000)
  })
})
