import type { JSX } from 'hono/jsx/jsx-runtime'

interface PickSeveralProps {
  readonly label: string
  readonly name: string
  /** What is shown when nothing is narrowed down. */
  readonly none: string
  readonly options: readonly { readonly value: string; readonly label?: string; readonly chosen: boolean }[]
}

/** A choice of any number as a pill that opens to check boxes; part of a filters' form, sent by its own button. */
export function PickSeveral({ label, name, none, options }: PickSeveralProps): JSX.Element {
  const chosen = options.filter((option) => option.chosen).map(({ value, label: text = value }) => text)
  const said = chosen.length > 2 ? `${chosen.length} chosen` : chosen.join(', ')
  return (
    <details class="pick" data-closes>
      <summary>
        {label} <b>{said || none}</b>
      </summary>
      <fieldset class="pick-panel">
        <legend class="visually-hidden">{label}</legend>
        <div class="checks">
          {options.map(({ value, label: text = value, chosen: checked }) => (
            <label class="check">
              <input type="checkbox" name={name} value={value} checked={checked} data-waits />
              {text}
            </label>
          ))}
        </div>
        <button class="button main tight" type="submit">
          Show
        </button>
      </fieldset>
    </details>
  )
}
