import { expect, it } from 'vitest'
import { arranged, type OverviewCard, readCards } from '../../../src/core/overviews/model.ts'

const choices = [
  { id: 'reached', label: 'Reached' },
  { id: 'touched', label: 'Touched' },
] as const
const REPORTS = [{ id: 'funnel', options: [{ key: 'mode', label: 'Mode', choices }] as const }, { id: 'status' }]
const FUNNEL: OverviewCard = { card: 'funnel', size: 'half', options: {} }

it('keeps what was chosen of a report’s options, and forgets what is its own choice anyway', () => {
  const choose = (mode: string) => arranged([FUNNEL], { do: 'options', card: 'funnel', options: { mode } }, REPORTS)
  expect(choose('Touched')).toEqual([{ ...FUNNEL, options: { mode: 'touched' } }])
  expect(choose('reached')).toEqual([FUNNEL])
  expect(() => choose('guessed')).toThrow('Mode cannot be “guessed”. Choose reached, touched.')
})

it('reads back what it wrote', () => {
  const cards = [{ ...FUNNEL, options: { mode: 'touched' } }]
  expect(readCards(JSON.stringify(cards), REPORTS)).toEqual(cards)
})

it('has each card once', () => {
  expect(arranged([FUNNEL], { do: 'add', card: 'funnel' }, REPORTS)).toEqual([FUNNEL])
  expect(readCards(JSON.stringify([FUNNEL, { ...FUNNEL, size: 'full' }]), REPORTS)).toEqual([FUNNEL])
})

it('keeps the first card first and the last one last', () => {
  const status: OverviewCard = { card: 'status', size: 'third', options: {} }
  expect(arranged([FUNNEL, status], { do: 'up', card: 'funnel' }, REPORTS)).toEqual([FUNNEL, status])
  expect(arranged([FUNNEL, status], { do: 'down', card: 'status' }, REPORTS)).toEqual([FUNNEL, status])
})

it('shows the key figures in the whole width', () => {
  const figures: OverviewCard = { card: 'key-figures', size: 'full', options: {} }
  expect(arranged([FUNNEL], { do: 'add', card: 'key-figures' }, REPORTS)).toEqual([figures, FUNNEL])
  expect(arranged([figures], { do: 'resize', card: 'key-figures', size: 'third' }, REPORTS)).toEqual([figures])
})
