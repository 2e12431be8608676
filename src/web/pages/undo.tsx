import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Undo } from '../in-place.ts'

/** The way back from what was just done, for readers without scripts: those who have them are offered it at once. */
export function UndoForm({ undo, back }: { undo: Undo | null; back: string }): JSX.Element | null {
  if (!undo) return null
  const [deal, version] = undo.split('.')
  const action = version ? `/board/${deal}/undo` : `/my-day/tasks/${undo.slice(2)}/reopen`
  return (
    <form method="post" action={action} class="undo">
      <input type="hidden" name="back" value={back} />
      {version ? <input type="hidden" name="version" value={version} /> : null}
      <button class="button tight" type="submit">
        Undo
      </button>
      <span class="muted small">
        Takes back what you just did {version ? `to D-${deal}` : `to ${undo}`}, as long as nobody changed it since.
      </span>
    </form>
  )
}
