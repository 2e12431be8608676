export type Theme = 'light' | 'dark'

/** The dashboard's colours, as far as a picture needs them. */
export interface Palette {
  readonly card: string
  readonly line: string
  readonly ink: string
  readonly muted: string
  readonly accent: string
  readonly statuses: Readonly<Record<string, string>>
}

export const PALETTES: Readonly<Record<Theme, Palette>> = {
  light: {
    card: '#ffffff',
    line: '#e4e4de',
    ink: '#1b1c1e',
    muted: '#62666d',
    accent: '#3350c9',
    statuses: { open: '#3f6fb5', won: '#0d7a68', lost: '#bf4a24', abandoned: '#7d828b' },
  },
  dark: {
    card: '#1a1c1f',
    line: '#2b2e33',
    ink: '#ececee',
    muted: '#a2a7ae',
    accent: '#8ea2ff',
    statuses: { open: '#6f9ad6', won: '#35b39b', lost: '#ee7f55', abandoned: '#9298a1' },
  },
}
