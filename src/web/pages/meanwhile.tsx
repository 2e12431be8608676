import type { JSX } from 'hono/jsx/jsx-runtime'
import type { HistoryItem, Opportunity } from '../../core/index.ts'
import { type Refusal, seenVersion } from '../forms.ts'
import { HistoryEntries } from './deal-history.tsx'
import { Refused } from './fields.tsx'

/** What the button says that does it although the deal changed meanwhile. */
export const ANYWAY = 'Apply my change anyway'

interface MeanwhileProps {
  readonly deal: Opportunity
  /** The whole history, newest first. */
  readonly history: readonly HistoryItem[]
  readonly refusal: Refusal
  readonly timeZone: string
}

/** How many changes were made since the person saw the deal whose change was refused; 0 when that was not why. */
export function missedChanges(history: readonly HistoryItem[], refusal: Refusal | undefined): number {
  const { version } = refusal?.code === 'conflict' ? seenVersion(refusal.typed) : {}
  return version === undefined ? 0 : history.filter((item) => item.version > version).length
}

/** Why a change was refused, and field by field what others did since the person looked. */
export function Meanwhile({ history, refusal, timeZone }: Omit<MeanwhileProps, 'deal'>): JSX.Element {
  const count = missedChanges(history, refusal)
  return (
    <>
      <Refused message={refusal.message} />
      {count > 0 ? (
        <section class="card wide" aria-label="What changed meanwhile">
          <ol class="timeline">
            <HistoryEntries history={history} count={count} timeZone={timeZone} />
          </ol>
        </section>
      ) : null}
    </>
  )
}

/** The same change once more, for the deal as it stands now; nothing where it is no longer possible. */
export function ApplyAnyway({ deal, history, refusal }: Omit<MeanwhileProps, 'timeZone'>): JSX.Element | null {
  if (missedChanges(history, refusal) === 0 || !isPossible(deal, refusal.form)) return null
  const { version: _seen, ...typed } = refusal.typed
  return (
    <form method="post" action={`/deals/${deal.number}/${pathOf(refusal.form)}`} class="buttons actions">
      <input type="hidden" name="version" value={String(deal.version)} />
      {Object.entries(typed).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button class="button main" type="submit">
        {ANYWAY}
      </button>
    </form>
  )
}

/** The three endings are one form each, and one address. */
function pathOf(form: string): string {
  return ['won', 'lost', 'abandoned'].includes(form) ? 'close' : form
}

function isPossible({ status, deletedAt }: Opportunity, form: string): boolean {
  if (deletedAt) return false
  if (form === 'move' || pathOf(form) === 'close') return status === 'open'
  return form === 'reopen' ? status !== 'open' : true
}
