import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { colourOf, contrast, inkOn, type Palette, patternOf } from '../../../src/charts/drawing/palette.ts'
import type { Paint } from '../../../src/charts/index.ts'
import { PALETTES } from '../../../src/pictures/palette.ts'

const PAINTS: Paint[] = ['open', 'won', 'lost', 'abandoned', 'early', 'likely', 'sure', 'late', 'rest']
const SHADES = [0, 0.25, 0.5, 0.75, 1]
const coloursOf = (palette: Palette) => [
  ...PAINTS.map((paint) => colourOf(palette, paint)),
  ...SHADES.map((shade) => colourOf(palette, 'stage', shade)),
]

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const palette = PALETTES[theme]

  it('every bar stands out from its card by 3:1 or more', () => {
    for (const colour of coloursOf(palette)) expect(contrast(colour, palette.card)).toBeGreaterThanOrEqual(3)
  })

  it('words on a bar are read by 4.5:1 or nearly, dark ink on light bars', () => {
    for (const colour of coloursOf(palette)) expect(contrast(inkOn(colour), colour)).toBeGreaterThanOrEqual(3.8)
    expect(inkOn(palette.open)).toBe(theme === 'dark' ? '#131416' : '#ffffff')
  })

  it('pictures have the colours of the page', () => {
    const css = readFileSync('src/web/client/styles/tokens.css', 'utf8')
    const start = css.indexOf(theme === 'light' ? ':root {' : ':root[data-theme="dark"] {')
    const block = css.slice(start, css.indexOf('}', start))
    const tokens = Object.fromEntries([...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, a, b]) => [a, b]))
    expect(tokens).toMatchObject(palette)
  })
})

it('tells what can lie beside each other by pattern as well as colour', () => {
  const lie = (...paints: Paint[]) => new Set(paints.map(patternOf)).size
  expect(lie('won', 'lost', 'abandoned')).toBe(3)
  expect(lie('early', 'likely', 'sure')).toBe(3)
  expect(lie('open', 'late', 'rest')).toBe(3)
})
