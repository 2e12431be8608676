import type { Refusal, Typed } from '../forms.ts'
import { type DealChoices, DealForm } from './deal-form.tsx'

/** The form for a new deal. */
export function NewDeal({
  choices,
  typed,
  refusal,
}: {
  choices: DealChoices
  typed: Typed
  refusal?: Refusal | undefined
}) {
  return (
    <section class="card narrow">
      <p class="crumbs">
        <a href="/deals">Deals</a>
      </p>
      <h1>New deal</h1>
      <DealForm
        action="/deals/new"
        submit="Create deal"
        choices={choices}
        typed={refusal?.typed ?? typed}
        refusal={refusal}
        asks={{ stage: true, note: true }}
        cancel="/deals"
      />
    </section>
  )
}
