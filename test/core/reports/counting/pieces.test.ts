import { expect, test } from 'vitest'
import { piecesOf } from '../../../../src/core/reports/counting/pieces.ts'

const stretch = (fromDate: string | null, toDate: string | null) => ({ fromDate, toDate })

test('a quarter is three months', () => {
  expect(piecesOf(stretch('2026-10-01', '2027-01-01'))).toEqual({
    whole: [{ unit: 'month', from: '2026-10', to: '2027-01' }],
    inner: stretch('2026-10-01', '2027-01-01'),
    edges: [],
  })
})

test('days beside whole months stand at the edges', () => {
  expect(piecesOf(stretch('2026-08-27', '2026-11-26'))).toEqual({
    whole: [{ unit: 'month', from: '2026-09', to: '2026-11' }],
    inner: stretch('2026-09-01', '2026-11-01'),
    edges: [stretch('2026-08-27', '2026-09-01'), stretch('2026-11-01', '2026-11-26')],
  })
})

test('whole years are taken as years, with the months around them', () => {
  expect(piecesOf(stretch('2024-11-01', '2026-03-01')).whole).toEqual([
    { unit: 'month', from: '2024-11', to: '2025-01' },
    { unit: 'year', from: '2025', to: '2026' },
    { unit: 'month', from: '2026-01', to: '2026-03' },
  ])
})

test('days within a month, or around the turn of one, have nothing whole', () => {
  for (const [from, to] of [
    ['2026-11-02', '2026-11-09'],
    ['2026-10-30', '2026-11-06'],
  ] as const) {
    expect(piecesOf(stretch(from, to))).toEqual({ whole: [], inner: null, edges: [stretch(from, to)] })
  }
})

test('without bounds everything is years', () => {
  expect(piecesOf(stretch(null, null))).toEqual({
    whole: [{ unit: 'year', from: null, to: null }],
    inner: stretch(null, null),
    edges: [],
  })
  expect(piecesOf(stretch('2026-02-15', null))).toEqual({
    whole: [
      { unit: 'month', from: '2026-03', to: '2027-01' },
      { unit: 'year', from: '2027', to: null },
    ],
    inner: stretch('2026-03-01', null),
    edges: [stretch('2026-02-15', '2026-03-01')],
  })
})
