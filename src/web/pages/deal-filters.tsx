import type { JSX } from 'hono/jsx/jsx-runtime'
import { ATTENTIONS, type Filters, STATUSES } from '../../core/index.ts'
import type { PageFilters } from '../filters.ts'
import type { FilterEntry } from '../query.ts'
import { AsOfPick } from './as-of.tsx'
import { FilterBar, type FilterChoices } from './filter-bar.tsx'
import { asOfOf } from './overview.tsx'
import { PickSeveral } from './pick-several.tsx'
import { STATUS_WORDS } from './status-badge.tsx'

export interface DealFilterChoices extends FilterChoices {
  readonly tags: readonly string[]
}

/** What has a control of its own on the list of deals, beside the common ones. */
export const CONTROLLED = [
  ...['q', 'status', 'stage', 'attention', 'tag', 'minValue', 'maxValue', 'reached'],
  ...['createdFrom', 'createdTo', 'expectedFrom', 'expectedTo', 'sort', 'saved', 'columns'],
]
const RANGES = ['minValue', 'maxValue', 'createdFrom', 'createdTo', 'expectedFrom', 'expectedTo', 'reached']

interface DealFiltersProps {
  readonly page: PageFilters
  /** Everything that the list's address says, also what is no filter. */
  readonly entries: readonly FilterEntry[]
  readonly choices: DealFilterChoices
  readonly timeZone: string
}

/** Everything that a list of deals can be narrowed down by. */
export function DealFilters({ page, entries, choices, timeZone }: DealFiltersProps): JSX.Element {
  const { filters } = page
  const asOf = asOfOf('/deals', { ...page, entries }, timeZone)
  const bar = { action: '/deals', filters, entries, choices, controlled: CONTROLLED }
  const kept = entries.filter(([key]) => ['sort', 'saved', 'columns'].includes(key))
  const more = <MoreFilters filters={filters} entries={entries} choices={choices} />
  return (
    <FilterBar {...bar} more={more} asOf={<AsOfPick {...asOf} />}>
      <label class="search">
        <span class="visually-hidden">Search deals</span>
        <input type="search" name="q" value={filters.q ?? ''} placeholder="Search name, company or D-42" />
      </label>
      <PickSeveral label="Status" name="status" none="Any" options={statusOptions(filters)} />
      <PickSeveral label="Stage" name="stage" none="Any" options={stageOptions(filters, choices)} />
      <PickSeveral label="Attention" name="attention" none="Any" options={attentionOptions(filters)} />
      {kept.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </FilterBar>
  )
}

/** The rarer ones behind one pill, which says how many of them narrow the list down. */
function MoreFilters({
  filters,
  entries,
  choices,
}: { filters: Filters } & Omit<DealFiltersProps, 'page' | 'timeZone'>) {
  const said = (key: string) => entries.find(([name]) => name === key)?.[1] ?? ''
  const used = RANGES.filter((key) => said(key) !== '').length + filters.tag.length
  const tags = [...new Set([...choices.tags, ...filters.tag])]
  return (
    <details class="pick" data-closes>
      <summary>
        More <b>{used > 0 ? `${used} set` : ''}</b>
      </summary>
      <div class="pick-panel wide">
        <Range legend={`Value in ${filters.currency}`}>
          <Bound label="At least" name="minValue" value={said('minValue')} placeholder="10k" />
          <Bound label="At most" name="maxValue" value={said('maxValue')} placeholder="50k" />
        </Range>
        <Range legend="Expected close">
          <Bound label="From" name="expectedFrom" type="date" value={said('expectedFrom')} />
          <Bound label="Before" name="expectedTo" type="date" value={said('expectedTo')} />
        </Range>
        <Range legend="Created">
          <Bound label="From" name="createdFrom" type="date" value={said('createdFrom')} />
          <Bound label="Before" name="createdTo" type="date" value={said('createdTo')} />
        </Range>
        <label class="field">
          <span>Reached this stage, or went beyond</span>
          <select name="reached" data-waits>
            <option value="">Any</option>
            {reachable(filters, choices).map(({ value, label, chosen }) => (
              <option value={value} selected={chosen}>
                {label}
              </option>
            ))}
          </select>
        </label>
        {tags.length > 0 ? (
          <fieldset class="field">
            <legend>Tags, any of</legend>
            <div class="checks columns">
              {tags.map((tag) => (
                <label class="check">
                  <input type="checkbox" name="tag" value={tag} checked={filters.tag.includes(tag)} data-waits />
                  {tag}
                </label>
              ))}
            </div>
          </fieldset>
        ) : null}
        <button class="button main tight" type="submit">
          Show
        </button>
      </div>
    </details>
  )
}

function Range({ legend, children }: { legend: string; children: JSX.Element[] }): JSX.Element {
  return (
    <fieldset class="range">
      <legend>{legend}</legend>
      {children}
    </fieldset>
  )
}

interface BoundProps {
  label: string
  name: string
  value: string
  type?: 'text' | 'date'
  placeholder?: string
}

function Bound({ label, type = 'text', ...input }: BoundProps): JSX.Element {
  return (
    <label class="field">
      <span>{label}</span>
      <input type={type} {...input} data-waits autocomplete="off" />
    </label>
  )
}

function statusOptions(filters: Filters) {
  return STATUSES.map((value) => ({ value, label: STATUS_WORDS[value], chosen: filters.status.includes(value) }))
}

const ATTENTION_WORDS = {
  overdue: 'Overdue',
  closing: 'Closing this month',
  stuck: 'Stuck',
  stale: 'Stale',
  'no-next-step': 'No next step',
} as const

function attentionOptions(filters: Filters) {
  const chosen = filters.attention?.kinds ?? []
  return ATTENTIONS.map((value) => ({ value, label: ATTENTION_WORDS[value], chosen: chosen.includes(value) }))
}

/** By name: the same stage of several pipelines is one choice. One that came by a link and is retired is offered by its id. */
function stageOptions({ stage: chosen }: Filters, { pipelines }: FilterChoices) {
  const stages = pipelines.flatMap((pipeline) => pipeline.stages)
  const names = [...new Set(stages.map(({ name }) => name))]
  const isChosen = (name: string) => stages.some((stage) => stage.name === name && chosen.includes(stage.id))
  const others = chosen.filter((id) => !stages.some((stage) => stage.id === id))
  return [
    ...names.map((value) => ({ value, chosen: isChosen(value) })),
    ...others.map((value) => ({ value, label: 'A retired stage', chosen: true })),
  ]
}

function reachable({ reached }: Filters, { pipelines }: FilterChoices) {
  const several = pipelines.length > 1
  return pipelines.flatMap(({ name, stages }) =>
    stages.map((stage) => ({
      value: stage.id,
      label: several ? `${name} · ${stage.name}` : stage.name,
      chosen: reached?.stageId === stage.id,
    })),
  )
}
