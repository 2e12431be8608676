import type { Paint } from '../chart.ts'

/** The colours that a chart needs, by the name of the page's token, as "#3f6fb5" or "rgb(63 111 181)". */
export const TOKENS = [
  ...(['ink', 'muted', 'line', 'card', 'accent', 'open', 'won', 'lost', 'abandoned'] as const),
  ...(['stage-first', 'stage-last', 'late', 'rest'] as const),
] as const
export type Token = (typeof TOKENS)[number]
export type Palette = Readonly<Record<Token, string>>

export type Pattern = 'plain' | 'hatch' | 'back-hatch' | 'dots' | 'lines' | 'checks'

/** A colour as numbers for reckoning. */
type Rgb = readonly [red: number, green: number, blue: number]

const DARK_INK = '#131416'
const LIGHT_INK = '#ffffff'

/** Each paint differs from those it can stand beside by more than its colour. */
const PATTERNS: Readonly<Record<Paint, Pattern>> = {
  open: 'plain',
  won: 'plain',
  lost: 'hatch',
  abandoned: 'dots',
  stage: 'plain',
  early: 'dots',
  likely: 'back-hatch',
  sure: 'plain',
  late: 'checks',
  rest: 'lines',
}

export function patternOf(paint: Paint): Pattern {
  return PATTERNS[paint]
}

/** The colour of a paint; a stage's lies between the first one's and the last one's. */
export function colourOf(palette: Palette, paint: Paint, shade = 1): string {
  switch (paint) {
    case 'stage':
      return mix(palette['stage-first'], palette['stage-last'], shade)
    case 'early':
      return palette['stage-first']
    case 'likely':
      return mix(palette['stage-first'], palette['stage-last'], 0.5)
    case 'sure':
      return palette['stage-last']
    default:
      return palette[paint]
  }
}

/** The ink that reads best on a colour. */
export function inkOn(colour: string): string {
  return contrast(colour, LIGHT_INK) >= contrast(colour, DARK_INK) ? LIGHT_INK : DARK_INK
}

/** How two colours stand out from each other, from 1 to 21, as WCAG reckons. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(rgbOf(one)), luminance(rgbOf(other))].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function mix(first: string, last: string, share: number): string {
  const [a, b] = [rgbOf(first), rgbOf(last)]
  const channels = a.map((channel, i) => Math.round(channel + ((b[i] ?? channel) - channel) * share))
  return `rgb(${channels.join(' ')})`
}

function rgbOf(colour: string): Rgb {
  const numbers = colour.startsWith('#')
    ? [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
    : (colour.match(/[\d.]+/g) ?? []).map(Number)
  const [red = 0, green = 0, blue = 0] = numbers
  return [red, green, blue]
}

/** Relative luminance as WCAG defines it. */
function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
