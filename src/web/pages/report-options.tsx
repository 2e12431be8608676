import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ChosenOption, ReportResult } from '../../core/index.ts'
import { type FilterEntry, queryOf } from '../query.ts'

/** More choices than this, or longer words, are a list to choose from. */
const MOST_SEGMENTS = 6

interface OptionsProps {
  result: ReportResult
  /** All that the address says, options among it. */
  entries: readonly FilterEntry[]
}

/** What the report can be asked differently by. Part of the address, so that every link onward keeps it. */
export function ReportOptions({ result, entries }: OptionsProps): JSX.Element | null {
  if (result.options.length === 0) return null
  return (
    <div class="options">
      {result.options.map((option) =>
        option.choices.length > MOST_SEGMENTS ? (
          <OptionList id={result.id} option={option} entries={entries} />
        ) : (
          <OptionSegments id={result.id} option={option} entries={entries} />
        ),
      )}
    </div>
  )
}

interface OptionProps {
  id: string
  option: ChosenOption
  entries: readonly FilterEntry[]
}

function OptionSegments({ id, option, entries }: OptionProps): JSX.Element {
  const label = `option-${option.key}`
  return (
    <div class="option">
      <span id={label}>{option.label}</span>
      <nav class="segments" aria-labelledby={label}>
        {option.choices.map((choice, place) => (
          <a
            // The first is what is meant when nothing is said: the address stays short.
            href={`/reports/${id}${queryOf(entriesWith(entries, option.key, place === 0 ? null : choice.id))}`}
            {...(choice.id === option.chosen ? { 'aria-current': 'true' } : {})}
          >
            {choice.label}
          </a>
        ))}
      </nav>
    </div>
  )
}

function OptionList({ id, option, entries }: OptionProps): JSX.Element {
  return (
    <form class="option" method="get" action={`/reports/${id}`} data-filters aria-label={option.label}>
      {entriesWith(entries, option.key, null).map(([key, value]) => (
        <input type="hidden" name={key} value={value} />
      ))}
      <label class="pick">
        <span>{option.label}</span>
        <select name={option.key}>
          {option.choices.map((choice) => (
            <option value={choice.id} selected={choice.id === option.chosen}>
              {choice.label}
            </option>
          ))}
        </select>
      </label>
      <button class="button tight without-scripts" type="submit">
        Apply
      </button>
    </form>
  )
}

function entriesWith(entries: readonly FilterEntry[], key: string, value: string | null): FilterEntry[] {
  const others = entries.filter(([other]) => other !== key)
  return value === null ? others : [...others, [key, value]]
}
