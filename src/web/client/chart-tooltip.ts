import type { Palette } from '../../charts/drawing/palette.ts'
import type { Bar } from '../../charts/index.ts'

interface Item {
  readonly datasetIndex: number
  readonly dataIndex: number
}

/** What stands beside the pointer: the bar's own lines, and where a click leads. */
export function tooltipOf(palette: Palette, barOf: (item: Item) => Bar | null | undefined) {
  const font = { family: 'Inter', size: 13 }
  return {
    displayColors: false,
    padding: 10,
    cornerRadius: 8,
    backgroundColor: palette.ink,
    titleColor: palette.card,
    bodyColor: palette.card,
    titleFont: { ...font, weight: 600 as const },
    bodyFont: font,
    footerColor: palette.card,
    footerFont: { ...font, size: 12, weight: 400 as const },
    callbacks: {
      title: ([item]: Item[]) => (item ? (barOf(item)?.lines[0] ?? '') : ''),
      footer: ([item]: Item[]) => (item && barOf(item)?.href ? 'A click opens the deals' : ''),
      label: (item: Item) => barOf(item)?.lines.slice(1).join(' ') ?? '',
    },
  }
}
