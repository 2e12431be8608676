import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { type Filters, NONE, type Pipeline, PRESETS } from '../../core/index.ts'
import { type FilterEntry, queryOf } from '../query.ts'

/** What members can choose among. */
export interface FilterChoices {
  readonly pipelines: readonly Pipeline[]
  readonly owners: readonly { readonly id: string; readonly name: string }[]
  readonly sources: readonly string[]
}

interface FilterBarProps {
  /** The page itself: the form asks it again. */
  action: string
  filters: Filters
  entries: readonly FilterEntry[]
  choices: FilterChoices
  /** Filters that have a control of their own on this page. */
  controlled?: readonly string[]
  /** Further controls, before the common ones. */
  children?: Child
  asOf?: JSX.Element
  /** Rarer controls, after all others. */
  more?: JSX.Element
}

type OptionsOf = { choices: FilterChoices; filters: Filters }

const COMMON = ['pipeline', 'owner', 'source', 'period', 'from', 'to', 'asOf']

/** The filters as one row: a plain form that asks the same page again; scripts send it at each choice. */
export function FilterBar(props: FilterBarProps): JSX.Element {
  const { filters, entries, choices } = props
  const kept = entriesWithoutControl(props)
  return (
    <form class="filters" method="get" action={props.action} data-filters aria-label="Filters">
      {props.children}
      <Pick
        label="Pipeline"
        name="pipeline"
        none="All"
        options={choices.pipelines.map(({ id, name }) => ({ value: name, chosen: filters.pipeline.includes(id) }))}
      />
      <Pick label="Owner" name="owner" none="Everyone" options={ownerOptions(props)} />
      <Pick label="Source" name="source" none="Any" options={sourceOptions(props)} />
      <PeriodPick filters={filters} />
      {props.asOf}
      {props.more}
      {kept.map(([key, value]) => (
        <input type="hidden" name={key} value={value} />
      ))}
      <button class="button without-scripts" type="submit">
        Apply
      </button>
      {entries.length > 0 ? (
        <a class="button quiet" href={props.action}>
          Clear
        </a>
      ) : null}
    </form>
  )
}

interface PickProps {
  label: string
  name: string
  /** What is shown when nothing is narrowed down. */
  none: string
  options: readonly { value: string; label?: string; chosen: boolean }[]
}

/** One choice as a pill: what it is about and what was chosen. */
export function Pick({ label, name, none, options }: PickProps): JSX.Element {
  const several = options.filter(({ chosen }) => chosen).length > 1
  return (
    <label class="pick">
      <span>{label}</span>
      <select name={name}>
        <option value="">{several ? 'Several' : none}</option>
        {options.map(({ value, label: text = value, chosen }) => (
          <option value={value} selected={chosen && !several}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Filters that came by a link and have no control here: shown as chips that can be taken away. */
export function FilterChips(props: Pick<FilterBarProps, 'action' | 'entries' | 'filters' | 'choices' | 'controlled'>) {
  const chips = chipsOf(entriesWithoutControl(props))
  if (chips.length === 0) return null
  return (
    <p class="chips">
      <span class="muted">Also narrowed down to</span>
      {chips.map((entries) => {
        const text = entries.map((entry) => chipText(entry, props.choices)).join(', ')
        return (
          <span class="chip">
            {text}
            <a href={hrefWithout(props, entries)} aria-label={`Remove ${text}`}>
              ×
            </a>
          </span>
        )
      })}
    </p>
  )
}

/** Filters that say more about another one, and mean nothing without it. */
const SAYING_MORE: Record<string, readonly string[]> = {
  reached: ['how', 'within', 'since', 'enteredFrom', 'enteredTo'],
  stayIn: ['outcome', 'wentTo', 'begunFrom', 'begunTo', 'endedFrom', 'endedTo'],
}

/** One chip for each filter, together with what says more about it. */
function chipsOf(entries: readonly FilterEntry[]): FilterEntry[][] {
  const head = ([key]: FilterEntry) => Object.keys(SAYING_MORE).find((one) => SAYING_MORE[one]?.includes(key)) ?? key
  const grouped = Object.keys(SAYING_MORE).map((key) => entries.filter((entry) => head(entry) === key))
  const alone = entries.filter((entry) => !(head(entry) in SAYING_MORE))
  return [...alone.map((entry) => [entry]), ...grouped.filter((group) => group.length > 0)]
}

function PeriodPick({ filters: { period } }: { filters: Filters }): JSX.Element {
  return (
    <>
      <label class="pick">
        <span>Period</span>
        <select name="period">
          {Object.entries(PRESETS).map(([name, label]) => (
            <option value={name} selected={period.preset === name}>
              {label}
            </option>
          ))}
          <option value="custom" selected={period.preset === 'custom'}>
            {period.preset === 'custom' ? period.label : 'Own dates …'}
          </option>
        </select>
      </label>
      <span class="own-dates">
        <input
          type="date"
          name="from"
          aria-label="From"
          value={period.preset === 'custom' ? (period.fromDate ?? '') : ''}
        />
        <span class="muted">until before</span>
        <input
          type="date"
          name="to"
          aria-label="Until before"
          value={period.preset === 'custom' ? (period.toDate ?? '') : ''}
        />
      </span>
    </>
  )
}

/** Everyone who can own a deal, and nobody. */
export function ownerOptions({ choices, filters }: OptionsOf) {
  const nobody = { value: 'nobody', label: 'Nobody', chosen: filters.owner.includes('nobody') }
  return [...choices.owners.map(({ id, name }) => ({ value: name, chosen: filters.owner.includes(id) })), nobody]
}

const NO_SOURCE = { value: NONE, label: 'No source' }

/** A source that no deal has is still what was asked for. */
export function sourceOptions({ choices, filters }: OptionsOf) {
  const sources = [...new Set([...choices.sources, ...filters.source])].filter((source) => source !== NONE)
  const chosen = (value: string) => filters.source.includes(value)
  return [...sources.map((value) => ({ value, chosen: chosen(value) })), { ...NO_SOURCE, chosen: chosen(NONE) }]
}

/** What no control shows: other filters, and those with more values than a control can hold. */
function entriesWithoutControl({ entries, controlled = [] }: Pick<FilterBarProps, 'entries' | 'controlled'>) {
  const own = [...COMMON, ...controlled]
  const count = (key: string) => entries.filter(([other]) => other === key).length
  return entries.filter(([key]) => !own.includes(key) || count(key) > 1)
}

const HOW_WORDS: Record<string, string> = {
  beyond: 'or went beyond',
  touched: 'by a stay in it',
  strict: 'through every stage before',
  highlevel: 'by where they stand now',
}

const CHIP_WORDS: Record<string, (value: string) => string> = {
  q: (value) => `“${value}”`,
  minValue: (value) => `at least ${value}`,
  maxValue: (value) => `at most ${value}`,
  createdFrom: (value) => `created from ${value}`,
  createdTo: (value) => `created before ${value}`,
  attention: (value) => value.replaceAll('-', ' '),
  reason: (value) => (value === NONE ? 'no reason given' : `because of ${value}`),
  notReason: (value) => (value === NONE ? 'not without a reason' : `not because of ${value}`),
  notSource: (value) => (value === NONE ? 'with a source' : `not from ${value}`),
  expectedFrom: (value) => `expected from ${value}`,
  expectedTo: (value) => `expected before ${value}`,
  category: (value) => value.replaceAll('-', ' '),
  undated: () => 'without an expected close',
  reached: (value) => (value === 'won' ? 'won' : `reached ${value}`),
  how: (value) => HOW_WORDS[value] ?? value,
  within: (value) => `within ${value} days`,
  since: (value) => (value === 'entry' ? 'counted from the first stage' : `counted from ${value}`),
  enteredFrom: (value) => `entered from ${value}`,
  enteredTo: (value) => `entered before ${value}`,
  stayIn: (value) => `stay in ${value}`,
  outcome: (value) => value.replaceAll('-', ' '),
  wentTo: (value) => `went to ${value}`,
  begunFrom: (value) => `stay begun from ${value}`,
  begunTo: (value) => `stay begun before ${value}`,
  endedFrom: (value) => `stay ended from ${value}`,
  endedTo: (value) => `stay ended before ${value}`,
  deal: (value) => value,
}

function chipText([key, value]: FilterEntry, { pipelines }: FilterChoices): string {
  const stage = pipelines.flatMap(({ stages }) => stages).find(({ id }) => id === value)
  return CHIP_WORDS[key]?.(stage?.name ?? value) ?? `${key} ${stage?.name ?? value}`
}

function hrefWithout(
  { action, entries }: Pick<FilterBarProps, 'action' | 'entries'>,
  taken: readonly FilterEntry[],
): string {
  return action + queryOf(entries.filter((entry) => !taken.includes(entry)))
}
