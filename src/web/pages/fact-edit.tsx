import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { HistoryItem, Opportunity } from '../../core/index.ts'
import type { Refusal } from '../forms.ts'
import { type DealChoices, typedFrom } from './deal-form.tsx'
import { FACT_LABELS, type Fact, FactInput } from './fact-input.tsx'
import { ANYWAY, Meanwhile, missedChanges } from './meanwhile.tsx'

/** What the forms of single facts need beside the fact. */
export interface FactEditing {
  readonly deal: Opportunity
  readonly choices: DealChoices
  readonly history: readonly HistoryItem[]
  readonly timeZone: string
  readonly refusal?: Refusal | undefined
}

/** What a refused form of a single fact is called. */
export const factForm = (fact: string): string => `fact-${fact}`

/** A fact that opens as its own field: a small form to the same address as the form of the whole deal. */
export function FactEdit({ fact, on, children }: { fact: Fact; on: FactEditing; children: Child }): JSX.Element {
  const { deal, choices, history } = on
  const id = factForm(fact)
  const refusal = on.refusal?.form === id ? on.refusal : undefined
  const [now, here] = [typedFrom(deal), `/deals/${deal.number}`]
  const missed = missedChanges(history, refusal)
  return (
    <details class="fact" id={id} data-holds data-fact open={refusal !== undefined}>
      <summary title="Change">
        <span>{children}</span>
        <span class="visually-hidden">, change the {FACT_LABELS[fact].toLowerCase()}</span>
        <svg class="pencil" width="14" height="14" viewBox="0 0 16 16" fill="none" aria-hidden="true">
          <path d="M3 13l.7-3L10.5 3.2a1.2 1.2 0 0 1 1.7 0l.6.6a1.2 1.2 0 0 1 0 1.7L6 12.3z" stroke="currentColor" />
        </svg>
      </summary>
      <form method="post" action={`${here}/edit#${id}`} aria-label={FACT_LABELS[fact]}>
        <input type="hidden" name="version" value={String(deal.version)} />
        <input type="hidden" name="was" value={JSON.stringify({ [fact]: now[fact] })} />
        <input type="hidden" name="fact" value={fact} />
        {refusal && (missed > 0 || !refusal.fields[fact]) ? (
          <Meanwhile history={history} refusal={refusal} timeZone={on.timeZone} />
        ) : null}
        <FactInput
          fact={fact}
          value={(refusal?.typed ?? now)[fact] ?? ''}
          choices={choices}
          wrong={refusal?.fields ?? {}}
          prefix={id}
        />
        <div class="buttons">
          <button class="button main tight" type="submit">
            {missed > 0 ? ANYWAY : 'Save'}
          </button>
          <a class="button tight" href={here} data-cancel>
            Cancel
          </a>
        </div>
      </form>
    </details>
  )
}
