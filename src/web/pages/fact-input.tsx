import type { JSX } from 'hono/jsx/jsx-runtime'
import { Field, named, Options } from './fields.tsx'

/** The facts of a deal that stand in one field each, and what the fields are called. */
export const FACT_LABELS = {
  name: 'Name',
  value: 'Value',
  owner: 'Owner',
  contact: 'Contact',
  expectedCloseOn: 'Expected close',
  source: 'Source',
  probability: 'Probability',
} as const
export type Fact = keyof typeof FACT_LABELS

const HINTS: Partial<Record<Fact, string>> = {
  value: '12k, $12,500.50 or 1.2m EUR',
  contact: 'Jane Doe or jane@acme.com',
  probability: 'Percent; empty takes the stage’s',
}

interface FactInputProps {
  fact: Fact
  value: string
  choices: { readonly owners: readonly { readonly id: string; readonly name: string }[] }
  /** One sentence per field. */
  wrong: Readonly<Record<string, string>>
  /** Sets ids apart when a page asks for the fact more than once. */
  prefix?: string
}

/** The field of one fact, in the form of a whole deal or by itself; sources are offered from the page's list. */
export function FactInput({ fact, value, choices, wrong, prefix = 'field' }: FactInputProps): JSX.Element {
  const error = wrong[fact] ?? (fact === 'value' ? wrong.currency : fact === 'contact' ? wrong.email : undefined)
  const hint = HINTS[fact]
  return (
    <Field label={FACT_LABELS[fact]} name={fact} error={error} prefix={prefix} {...(hint && { hint })}>
      {(field) => {
        switch (fact) {
          case 'owner':
            return (
              <select {...field}>
                <Options options={named(choices.owners)} chosen={value} none="Nobody" />
              </select>
            )
          case 'expectedCloseOn':
            return <input type="date" {...field} value={value} />
          case 'probability':
            return <input type="number" min="0" max="100" {...field} value={value} />
          case 'name':
            return <input {...field} value={value} required maxlength={255} autocomplete="off" />
          case 'source':
            return <input {...field} value={value} list="sources" autocomplete="off" />
          default:
            return <input {...field} value={value} autocomplete="off" />
        }
      }}
    </Field>
  )
}
