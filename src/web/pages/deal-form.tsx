import type { JSX } from 'hono/jsx/jsx-runtime'
import { exponentOf, type Opportunity, type Pipeline } from '../../core/index.ts'
import type { Refusal, Typed } from '../forms.ts'
import { Field, Options, Refused } from './fields.tsx'

/** What the fields of a deal can be set to. */
export interface DealChoices {
  readonly pipelines: readonly Pipeline[]
  readonly owners: readonly { readonly id: string; readonly name: string }[]
  readonly sources: readonly string[]
}

interface DealFormProps {
  action: string
  submit: string
  choices: DealChoices
  typed: Typed
  refusal?: Refusal | undefined
  /** What the form was filled from; a new deal has nothing before it. */
  seen?: { version: number; was: Typed }
  /** Whether to ask for the stage (an open deal) and for a first note (a new one). */
  asks: { stage: boolean; note: boolean }
  cancel: string
  /** Stands above the fields, in place of the refusal's sentence. */
  above?: JSX.Element | undefined
}

/** The facts of a deal to fill in. */
export function DealForm(props: DealFormProps): JSX.Element {
  const { action, submit, choices, typed, refusal, seen, asks, cancel, above } = props
  const wrong = refusal?.fields ?? {}
  const value = (name: string) => typed[name] ?? ''
  return (
    <form method="post" action={action} class="fields">
      {above ?? <Refused message={refusal?.message} />}
      {seen ? (
        <>
          <input type="hidden" name="version" value={String(seen.version)} />
          <input type="hidden" name="was" value={JSON.stringify(seen.was)} />
        </>
      ) : null}
      <div class="wide">
        <Field label="Name" name="name" error={wrong.name}>
          {(field) => <input {...field} value={value('name')} required maxlength={255} autocomplete="off" />}
        </Field>
      </div>
      <Field label="Value" name="value" error={wrong.value ?? wrong.currency} hint="12k, $12,500.50 or 1.2m EUR">
        {(field) => <input {...field} value={value('value')} autocomplete="off" />}
      </Field>
      {asks.stage ? <StageField choices={choices} chosen={value('stage')} error={wrong.stage} /> : null}
      <Field label="Owner" name="owner" error={wrong.owner}>
        {(field) => (
          <select {...field}>
            <Options options={named(choices.owners)} chosen={value('owner')} none="Nobody" />
          </select>
        )}
      </Field>
      <Field label="Contact" name="contact" error={wrong.contact ?? wrong.email} hint="Jane Doe or jane@acme.com">
        {(field) => <input {...field} value={value('contact')} autocomplete="off" />}
      </Field>
      <Field label="Expected close" name="expectedCloseOn" error={wrong.expectedCloseOn}>
        {(field) => <input type="date" {...field} value={value('expectedCloseOn')} />}
      </Field>
      <Field label="Source" name="source" error={wrong.source}>
        {(field) => <input {...field} value={value('source')} list="sources" autocomplete="off" />}
      </Field>
      <datalist id="sources">
        {choices.sources.map((source) => (
          <option value={source} />
        ))}
      </datalist>
      <Field label="Probability" name="probability" error={wrong.probability} hint="Percent; empty takes the stage’s">
        {(field) => <input type="number" min="0" max="100" {...field} value={value('probability')} />}
      </Field>
      <Field label="Tags" name="tags" error={wrong.tags} hint="Words with spaces between">
        {(field) => <input {...field} value={value('tags')} autocomplete="off" />}
      </Field>
      {asks.note ? (
        <div class="wide">
          <Field label="First note" name="note" error={wrong.note ?? wrong.text}>
            {(field) => (
              <textarea {...field} rows={3}>
                {value('note')}
              </textarea>
            )}
          </Field>
        </div>
      ) : null}
      <div class="wide buttons">
        <button class="button main" type="submit">
          {submit}
        </button>
        <a class="button" href={cancel}>
          Cancel
        </a>
      </div>
    </form>
  )
}

/** A deal's facts as its form shows them. */
export function typedFrom(deal: Opportunity): Typed {
  const { contact } = deal
  return {
    name: deal.name,
    value: deal.value === null ? '' : amountText(deal.value, deal.currency),
    stage: deal.stage.id,
    owner: deal.owner?.id ?? '',
    contact: contact ? (contact.email ? `${contact.name} <${contact.email}>` : contact.name) : '',
    expectedCloseOn: deal.expectedCloseOn ?? '',
    source: deal.source ?? '',
    probability: deal.probability === null ? '' : String(deal.probability),
    tags: deal.tags.join(' '),
  }
}

function StageField({ choices, chosen, error }: { choices: DealChoices; chosen: string; error: string | undefined }) {
  return (
    <Field label="Stage" name="stage" error={error}>
      {(field) => (
        <select {...field}>
          {choices.pipelines.map(({ name, stages }) => (
            <optgroup label={name}>
              <Options options={named(stages)} chosen={chosen} />
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  )
}

/** As one would type it again: "12500.50 USD". */
function amountText(value: number, currency: string): string {
  const exponent = exponentOf(currency)
  const amount = (value / 10 ** exponent).toFixed(value % 10 ** exponent === 0 ? 0 : exponent)
  return `${amount} ${currency}`
}

function named(things: readonly { id: string; name: string }[]) {
  return things.map(({ id, name }) => ({ value: id, label: name }))
}
