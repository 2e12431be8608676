import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'

interface FieldProps {
  label: string
  name: string
  /** What is wrong with what was typed. */
  error?: string | undefined
  hint?: string
  /** Sets ids apart when a page holds the form more than once. */
  prefix?: string
  children: (attributes: { id: string; name: string; 'aria-describedby'?: string; 'aria-invalid'?: 'true' }) => Child
}

/** A labelled control with its hint and its mistake, tied together for screen readers. */
export function Field({ label, name, error, hint, prefix = 'field', children }: FieldProps): JSX.Element {
  const id = `${prefix}-${name}`
  const said = error ?? hint
  const attributes = {
    id,
    name,
    ...(said && { 'aria-describedby': `${id}-said` }),
    ...(error && { 'aria-invalid': 'true' as const }),
  }
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children(attributes)}
      {said ? (
        <p id={`${id}-said`} class={error ? 'mistake' : 'hint'}>
          {said}
        </p>
      ) : null}
    </div>
  )
}

interface OptionsProps {
  options: readonly { value: string; label: string }[]
  chosen: string
  /** The choice of none. */
  none?: string
}

/** The options of a select. */
export function Options({ options, chosen, none }: OptionsProps): JSX.Element {
  return (
    <>
      {none === undefined ? null : <option value="">{none}</option>}
      {options.map(({ value, label }) => (
        <option value={value} selected={value === chosen}>
          {label}
        </option>
      ))}
    </>
  )
}

/** Things with names as the options of a select. */
export function named(things: readonly { id: string; name: string }[]): { value: string; label: string }[] {
  return things.map(({ id, name }) => ({ value: id, label: name }))
}

/** What a refused form says at its top. */
export function Refused({ message }: { message: string | undefined }): JSX.Element | null {
  if (!message) return null
  return (
    <p class="banner bad" role="alert">
      {message}
    </p>
  )
}
