import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ClosedStatus, Opportunity, Reason } from '../../core/index.ts'
import type { Refusal } from '../forms.ts'
import { typedFrom } from './deal-form.tsx'
import { Field, Options, Refused } from './fields.tsx'

interface CloseDealProps {
  deal: Opportunity
  status: ClosedStatus
  reasons: readonly Reason[]
  /** The page that the member comes from and goes back to. */
  back: string
  refusal?: Refusal | undefined
}

/** How a deal ended, with its reason or its final value: a page of its own, which scripts show in place. */
export function CloseDeal({ deal, status, reasons, back, refusal }: CloseDealProps): JSX.Element {
  const { typed = {}, fields = {} } = refusal ?? {}
  const offered = reasons.filter((reason) => reason.status === status)
  return (
    <section class="card narrow close-deal" data-close-deal aria-labelledby="close-deal-title">
      <h1 id="close-deal-title">
        {status === 'won' ? 'Won' : status === 'lost' ? 'Lost' : 'Abandoned'}: {deal.name}
      </h1>
      <p class="muted">
        {deal.ref} · {deal.stage.name}
        {deal.owner ? ` · ${deal.owner.name}` : ''}
      </p>
      <Refused message={refusal && Object.keys(fields).length === 0 ? refusal.message : undefined} />
      <form method="post" action={`/board/${deal.number}/close`} class="close-fields">
        <input type="hidden" name="back" value={back} />
        <input type="hidden" name="version" value={typed.version ?? String(deal.version)} />
        <input type="hidden" name="status" value={status} />
        {status === 'won' ? (
          <Field
            label="What is it worth in the end?"
            name="value"
            prefix="close"
            error={fields.value}
            hint="Leave it as it is, or write what was signed."
          >
            {(field) => <input {...field} value={typed.value ?? typedFrom(deal).value} autocomplete="off" />}
          </Field>
        ) : (
          <Field label="Why?" name="reason" prefix="close" error={fields.reason}>
            {(field) => (
              <select {...field}>
                <Options
                  options={offered.map(({ id, name }) => ({ value: id, label: name }))}
                  chosen={typed.reason ?? ''}
                  none="No reason given"
                />
              </select>
            )}
          </Field>
        )}
        <p class="mistake" data-close-said role="alert" />
        <div class="buttons">
          <button class="button main" type="submit">
            Mark as {status}
          </button>
          <a class="button" href={back} data-close-cancel>
            Cancel
          </a>
        </div>
      </form>
    </section>
  )
}
