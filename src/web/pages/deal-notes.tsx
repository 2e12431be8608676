import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Note, Opportunity } from '../../core/index.ts'
import { momentText } from '../format.ts'
import type { Refusal } from '../forms.ts'
import { Field } from './fields.tsx'

interface DealNotesProps {
  deal: Opportunity
  notes: readonly Note[]
  timeZone: string
  refusal: Refusal | undefined
  /** History is not written on. */
  readOnly?: boolean
}

/** What the team wrote about a deal, and room for more. */
export function DealNotes({ deal, notes, timeZone, refusal, readOnly = false }: DealNotesProps): JSX.Element {
  const refused = refusal?.form === 'note' ? refusal : undefined
  return (
    <section class="card" aria-labelledby="notes">
      <div class="card-head">
        <h2 id="notes">Notes</h2>
      </div>
      {deal.deletedAt || readOnly ? null : (
        <form method="post" action={`/deals/${deal.number}/notes`} class="note-form">
          <Field label="New note" name="text" error={refused?.message}>
            {(field) => (
              <textarea {...field} rows={3} required>
                {refused?.typed.text ?? ''}
              </textarea>
            )}
          </Field>
          <button class="button tight" type="submit">
            Add note
          </button>
        </form>
      )}
      <ol class="notes" data-live="deal-notes">
        {notes.length === 0 ? <li class="muted">Nobody has written anything yet.</li> : null}
        {notes.map((note) => (
          <li data-key={note.id}>
            <p class="muted small">
              <strong class="ink">{note.author?.name ?? 'Dealwright'}</strong> ·{' '}
              <time datetime={note.createdAt}>{momentText(note.createdAt, timeZone)}</time>
            </p>
            <p class="note-text">{note.text}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
