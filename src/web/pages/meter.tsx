import type { JSX } from 'hono/jsx/jsx-runtime'

/** A share of a whole as a bar. Says nothing to screen readers: the figure stands beside it. */
export function Meter({ share }: { share: number | null }): JSX.Element {
  const width = `${(Math.min(1, Math.max(0, share ?? 0)) * 100).toFixed(2)}%`
  return (
    <svg class="meter" aria-hidden="true">
      <rect width={width} height="6" rx="3" />
    </svg>
  )
}
