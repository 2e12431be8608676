import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Status } from '../../core/index.ts'

export const STATUS_WORDS: Record<Status, string> = { open: 'Open', won: 'Won', lost: 'Lost', abandoned: 'Abandoned' }

/** How a deal stands: a word, with the colour and pattern that charts give it. */
export function StatusBadge({ status }: { status: Status }): JSX.Element {
  return (
    <span class="badge">
      <span class={`swatch ${status}`} aria-hidden="true" />
      {STATUS_WORDS[status]}
    </span>
  )
}
