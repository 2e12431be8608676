import type { JSX } from 'hono/jsx/jsx-runtime'
import { TERM_UNITS, type Term, termLabel } from '../../core/index.ts'

const HEADS = { month: 'Months', quarter: 'Quarters' } as const

/** Months and quarters to choose from, as a form sends them: "quarter 2026-10-01". */
export function TermOptions({ terms, chosen }: { terms: readonly Term[]; chosen: string | undefined }): JSX.Element {
  return (
    <>
      {[...TERM_UNITS].reverse().map((unit) => (
        <optgroup label={HEADS[unit]}>
          {terms
            .filter((term) => term.unit === unit)
            .map((term) => (
              <option value={wordOf(term)} selected={wordOf(term) === chosen}>
                {termLabel(term)}
              </option>
            ))}
        </optgroup>
      ))}
    </>
  )
}

function wordOf({ unit, startsOn }: Term): string {
  return `${unit} ${startsOn}`
}
