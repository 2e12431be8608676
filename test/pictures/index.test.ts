import { loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { captionsOf } from '../../src/pictures/captions.ts'
import { renderReportPicture } from '../../src/pictures/index.ts'
import { resultOf } from '../support/report-results.ts'

const result = resultOf('value-by-stage', [
  { stage: 'Demo', status: 'lost', count: 1, value: 500_000 },
  { stage: 'Demo', status: 'open', count: 2, value: 1_000_000 },
  { stage: 'Offer', status: 'abandoned', count: 1, value: null },
  { stage: 'Offer', status: 'won', count: 1, value: 250_000 },
])

describe('the picture of a report', () => {
  it.each(['light', 'dark'] as const)('is a PNG in the %s theme, and not empty', async (theme) => {
    const png = await renderReportPicture(result, theme)
    const image = await loadImage(png)
    expect(image.width).toBe(1280)
    expect(image.height).toBeGreaterThan(400)
    expect(png.byteLength).toBeGreaterThan(10_000)
  })

  it('grows with its rows', async () => {
    const rows = Array.from({ length: 10 }, (_, i) => ({ stage: `Stage ${i}`, status: 'open', count: 1, value: 100 }))
    const [few, many] = await Promise.all(
      [result, { ...result, rows }].map(async (one) => loadImage(await renderReportPicture(one))),
    )
    expect(many?.height).toBeGreaterThan(few?.height ?? 0)
  })

  it('says of when and of what it is, since it goes places where no page stands around it', () => {
    const mode = {
      key: 'mode',
      label: 'Mode',
      choices: [
        { id: 'a', label: 'A' },
        { id: 'b', label: 'Touched' },
      ],
    } as const
    const { smallPrint } = captionsOf({
      ...result,
      filters: { pipeline: ['Sales'] },
      options: [{ ...mode, chosen: 'b' }],
    })
    expect(smallPrint).toBe('As of 23 Nov 2026, 08:00 · All time · Sales · Touched · Closed deals by final close')
  })

  it('leaves no room for bars where there are none: its sentence says so', async () => {
    const nothing = { ...result, rows: [{ stage: 'Demo', status: 'open', count: 0, value: 0 }] }
    const [words, empty] = await Promise.all(
      [{ ...result, id: 'anything' }, nothing].map(async (one) => loadImage(await renderReportPicture(one))),
    )
    expect(empty?.height).toBe(words?.height)
  })

  it('can be drawn of nothing, and of a report without a chart', async () => {
    expect((await renderReportPicture({ ...result, rows: [], columns: [] })).byteLength).toBeGreaterThan(1000)
    expect((await renderReportPicture({ ...result, id: 'anything' })).byteLength).toBeGreaterThan(1000)
  })
})
