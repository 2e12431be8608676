/** What drawing needs of a canvas: the browser's has it, and so has the one that pictures are drawn on. */
export interface Pen {
  font: string
  fillStyle: unknown
  strokeStyle: unknown
  lineWidth: number
  textAlign: string
  textBaseline: string
  save(): void
  restore(): void
  scale(x: number, y: number): void
  beginPath(): void
  moveTo(x: number, y: number): void
  lineTo(x: number, y: number): void
  arc(x: number, y: number, radius: number, from: number, to: number): void
  stroke(): void
  fill(): void
  fillRect(x: number, y: number, width: number, height: number): void
  fillText(words: string, x: number, y: number): void
  measureText(words: string): { readonly width: number }
}

const FAMILY = 'Inter, system-ui, sans-serif'
export const NAME_FONT = `400 14px ${FAMILY}`
export const END_FONT = `500 14px ${FAMILY}`
export const SMALL_FONT = `400 12px ${FAMILY}`
export const LABEL_FONT = `500 12px ${FAMILY}`

interface TextStyle {
  readonly font: string
  readonly colour: string
  readonly align?: 'left' | 'center' | 'right'
}

/** Writes words with their middle, or whatever the pen's baseline is, at `y`. */
export function write(pen: Pen, words: string, x: number, y: number, style: TextStyle): void {
  pen.font = style.font
  pen.fillStyle = style.colour
  pen.textAlign = style.align ?? 'left'
  pen.fillText(words, x, y)
}

/** The width that a column of texts needs. */
export function widthOf(texts: readonly string[], font: string, pen: Pen): number {
  pen.font = font
  return Math.ceil(Math.max(0, ...texts.map((text) => pen.measureText(text).width)))
}

/** The words as far as there is room for them. */
export function shortened(pen: Pen, words: string, font: string, room: number): string {
  if (widthOf([words], font, pen) <= room) return words
  let short = words
  while (short.length > 1 && pen.measureText(`${short}…`).width > room) short = short.slice(0, -1)
  return `${short.trimEnd()}…`
}
