import type { JSX } from 'hono/jsx/jsx-runtime'
import { exponentOf, type Opportunity, type Pipeline } from '../../core/index.ts'
import type { Refusal, Typed } from '../forms.ts'
import { type Fact, FactInput } from './fact-input.tsx'
import { Field, named, Options, Refused } from './fields.tsx'

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
  const input = (fact: Fact) => <FactInput fact={fact} value={value(fact)} choices={choices} wrong={wrong} />
  return (
    <form method="post" action={action} class="fields">
      {above ?? <Refused message={refusal?.message} />}
      {seen ? (
        <>
          <input type="hidden" name="version" value={String(seen.version)} />
          <input type="hidden" name="was" value={JSON.stringify(seen.was)} />
        </>
      ) : null}
      <div class="wide">{input('name')}</div>
      {input('value')}
      {asks.stage ? <StageField choices={choices} chosen={value('stage')} error={wrong.stage} /> : null}
      {input('owner')}
      {input('contact')}
      {input('expectedCloseOn')}
      {input('source')}
      <datalist id="sources">
        {choices.sources.map((source) => (
          <option value={source} />
        ))}
      </datalist>
      {input('probability')}
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
