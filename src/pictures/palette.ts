import type { Palette } from '../charts/drawing/palette.ts'

export type Theme = 'light' | 'dark'

/** The dashboard's colours; its style sheet has the same, which a test compares. */
export const PALETTES: Readonly<Record<Theme, Palette>> = {
  light: {
    card: '#ffffff',
    line: '#e4e4de',
    ink: '#1b1c1e',
    muted: '#5d6168',
    accent: '#3350c9',
    open: '#3f6fb5',
    won: '#0d7a68',
    lost: '#bf4a24',
    abandoned: '#7d828b',
    'stage-first': '#6a90c6',
    'stage-last': '#2f5f9f',
    late: '#9a6700',
    rest: '#8b8f96',
  },
  dark: {
    card: '#1a1c1f',
    line: '#2b2e33',
    ink: '#ececee',
    muted: '#a2a7ae',
    accent: '#8ea2ff',
    open: '#6f9ad6',
    won: '#35b39b',
    lost: '#ee7f55',
    abandoned: '#9298a1',
    'stage-first': '#4f78b0',
    'stage-last': '#93b4e2',
    late: '#d9a441',
    rest: '#7d828a',
  },
}
