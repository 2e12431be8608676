import type { JSX } from 'hono/jsx/jsx-runtime'
import type { BoardSort, Pipeline } from '../../core/index.ts'
import type { PageFilters } from '../filters.ts'
import type { FilterEntry } from '../query.ts'
import { AsOfPick } from './as-of.tsx'
import { type FilterChoices, ownerOptions, Pick, sourceOptions } from './filter-bar.tsx'
import { asOfOf } from './overview.tsx'

const SORT_WORDS: Record<BoardSort, string> = {
  'expected-close': 'Expected close',
  '-value': 'Value',
  'stage-entered': 'Time in stage',
}

interface BoardFiltersProps {
  page: PageFilters
  /** What narrows the board down. */
  entries: readonly FilterEntry[]
  choices: FilterChoices
  tags: readonly string[]
  pipeline: Pipeline
  sort: BoardSort
  timeZone: string
}

/** Filters that have a control on the board. */
export const BOARD_CONTROLS = ['q', 'pipeline', 'owner', 'source', 'tag', 'asOf']

/** The board's filters as one row: always one pipeline, and no period, since open deals have none. */
export function BoardFilters(props: BoardFiltersProps): JSX.Element {
  const { page, entries, choices, tags, pipeline, sort, timeZone } = props
  const { filters } = page
  const options = { action: '/board', filters, entries, choices }
  const kept = entries.filter(([key]) => !BOARD_CONTROLS.includes(key))
  return (
    <form class="filters" method="get" action="/board" data-filters aria-label="Filters">
      <label class="search">
        <span class="visually-hidden">Search the board</span>
        <input type="search" name="q" value={filters.q ?? ''} placeholder="Search name, company or D-42" />
      </label>
      <PickOne
        label="Pipeline"
        name="pipeline"
        options={choices.pipelines.map(({ id, name }) => ({ value: name, label: name, chosen: id === pipeline.id }))}
      />
      <Pick label="Owner" name="owner" none="Everyone" options={ownerOptions(options)} />
      <Pick label="Source" name="source" none="Any" options={sourceOptions(options)} />
      {tags.length > 0 ? (
        <Pick
          label="Tag"
          name="tag"
          none="Any"
          options={tags.map((tag) => ({ value: tag, chosen: filters.tag.includes(tag) }))}
        />
      ) : null}
      <PickOne
        label="Sort by"
        name="sort"
        options={Object.entries(SORT_WORDS).map(([value, label]) => ({ value, label, chosen: value === sort }))}
      />
      <AsOfPick {...asOfOf('/board', { ...page, entries }, timeZone)} />
      {kept.map(([key, value]) => (
        <input type="hidden" name={key} value={value} />
      ))}
      <button class="button without-scripts" type="submit">
        Apply
      </button>
      {entries.some(([key]) => key !== 'pipeline') ? (
        <a class="button quiet" href="/board">
          Clear
        </a>
      ) : null}
    </form>
  )
}

interface PickOneProps {
  label: string
  name: string
  options: readonly { value: string; label: string; chosen: boolean }[]
}

/** A choice that is always made. */
function PickOne({ label, name, options }: PickOneProps): JSX.Element {
  return (
    <label class="pick">
      <span>{label}</span>
      <select name={name}>
        {options.map(({ value, label: text, chosen }) => (
          <option value={value} selected={chosen}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}
