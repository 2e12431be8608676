import type { JSX } from 'hono/jsx/jsx-runtime'
import {
  ATTENTIONS,
  formatMoney,
  type ListTotals,
  localDateOf,
  type Opportunity,
  type Sort,
  STATUSES,
  type Workspace,
} from '../../core/index.ts'
import type { PageFilters } from '../filters.ts'
import { dateText, dealsText } from '../format.ts'
import { type FilterEntry, queryOf } from '../query.ts'
import { AsOfBanner, AsOfPick } from './as-of.tsx'
import { FilterBar, FilterChips, type FilterChoices, Pick } from './filter-bar.tsx'
import { asOfOf, FilterProblem } from './overview.tsx'
import { STATUS_WORDS, StatusBadge } from './status-badge.tsx'

export interface DealsData {
  readonly workspace: Workspace
  readonly page: PageFilters
  readonly choices: FilterChoices
  readonly sort: Sort
  readonly deals: readonly Opportunity[]
  readonly totals: ListTotals
  readonly next: string | null
  readonly cursor: string | null
}

/** Every deal that the filters leave, with its totals, to sort, open and take away as CSV. */
export function Deals(data: DealsData): JSX.Element {
  const { workspace, page, choices, sort, deals } = data
  const { filters, entries } = page
  const asOf = asOfOf('/deals', page, workspace.timeZone)
  const bar = { action: '/deals', filters, entries, choices, controlled: ['q', 'status', 'stage', 'attention'] }
  return (
    <>
      <div class="page-head">
        <h1>Deals</h1>
        <a class="button main" href="/deals/new">
          New deal
        </a>
      </div>
      <div class="toolbar">
        <FilterBar {...bar} asOf={<AsOfPick {...asOf} />}>
          <label class="search">
            <span class="visually-hidden">Search deals</span>
            <input type="search" name="q" value={filters.q ?? ''} placeholder="Search name, company or D-42" />
          </label>
          <Pick label="Status" name="status" none="Any" options={statusOptions(page)} />
          <Pick label="Stage" name="stage" none="Any" options={stageOptions(page, choices)} />
          <Pick label="Attention" name="attention" none="Any" options={attentionOptions(page)} />
          {sort === DEFAULT_SORT ? null : <input type="hidden" name="sort" value={sort} />}
        </FilterBar>
      </div>
      <FilterProblem refusal={page.refusal} />
      <AsOfBanner {...asOf} />
      <FilterChips {...bar} />
      {deals.length === 0 && !data.cursor ? <NoDeals narrowed={entries.length > 0} /> : <DealsTable {...data} />}
    </>
  )
}

export const DEFAULT_SORT: Sort = '-created'

function DealsTable({ page, sort, deals, totals, next, cursor, workspace }: DealsData): JSX.Element {
  const entries: readonly FilterEntry[] = sort === DEFAULT_SORT ? page.entries : [...page.entries, ['sort', sort]]
  return (
    <section class="card flush deals" aria-label="Deals">
      <div class="list-head">
        <p data-live="deals-totals">
          <strong>{dealsText(totals.count)}</strong> · {formatMoney(totals.value, workspace.currency)}
          <span class="muted">{totalsNote(totals)}</span>
        </p>
        <a href={`/deals.csv${queryOf(entries)}`} download>
          CSV
        </a>
      </div>
      <section class="table-scroll" aria-label="Deals, table" tabindex={0}>
        <table>
          <thead>
            <tr>
              <SortHead label="Deal" by="name" page={page} sort={sort} />
              <th scope="col">Stage</th>
              <th scope="col">Status</th>
              <SortHead label="Value" by="value" page={page} sort={sort} class="number" />
              <th scope="col">Owner</th>
              <th scope="col" class="aside">
                Source
              </th>
              <SortHead label="Expected close" by="expected-close" page={page} sort={sort} class="aside" />
              <SortHead label="Last activity" by="activity" page={page} sort={sort} class="aside" />
            </tr>
          </thead>
          <tbody data-live="deals-rows">
            {deals.map((deal) => (
              <DealRow deal={deal} timeZone={workspace.timeZone} />
            ))}
          </tbody>
        </table>
      </section>
      {next || cursor ? (
        <nav class="list-foot" aria-label="Pages">
          {cursor ? <a href={`/deals${queryOf(entries)}`}>First page</a> : <span />}
          {next ? <a href={`/deals${queryOf([...entries, ['cursor', next]])}`}>Next page</a> : null}
        </nav>
      ) : null}
    </section>
  )
}

function DealRow({ deal, timeZone }: { deal: Opportunity; timeZone: string }): JSX.Element {
  const company = deal.contact?.company ?? deal.contact?.name
  return (
    <tr data-key={deal.ref}>
      <td class="name">
        <a href={`/deals/${deal.number}`}>{deal.name}</a>
        <span class="muted">
          {deal.ref}
          {company ? ` · ${company}` : ''}
        </span>
      </td>
      <td>{deal.stage.name}</td>
      <td>
        <StatusBadge status={deal.status} />
      </td>
      <td class="number">{deal.value === null ? '–' : formatMoney(deal.value, deal.currency)}</td>
      <td>{deal.owner?.name ?? <span class="muted">Nobody</span>}</td>
      <td class="aside">{deal.source ?? '–'}</td>
      <td class="aside">{deal.expectedCloseOn ? dateText(deal.expectedCloseOn) : '–'}</td>
      <td class="aside">{dateText(localDateOf(deal.lastActivityAt, timeZone))}</td>
    </tr>
  )
}

interface SortHeadProps {
  label: string
  by: string
  page: PageFilters
  sort: Sort
  class?: string
}

/** A column's head that sorts by it; a second press turns the order around. */
function SortHead({ label, by, page, sort, class: className = '' }: SortHeadProps): JSX.Element {
  const [ascending, descending] = [sort === by, sort === `-${by}`]
  const next = descending ? by : ascending ? `-${by}` : by === 'name' ? by : `-${by}`
  const order = ascending ? 'ascending' : descending ? 'descending' : undefined
  return (
    <th scope="col" class={className} {...(order ? { 'aria-sort': order } : {})}>
      <a class="sort" href={`/deals${queryOf([...page.entries, ['sort', next]])}`}>
        {label}
        <span aria-hidden="true">{ascending ? '↑' : descending ? '↓' : ''}</span>
      </a>
    </th>
  )
}

function NoDeals({ narrowed }: { narrowed: boolean }): JSX.Element {
  return narrowed ? (
    <section class="card empty">
      <h2>No deal fits</h2>
      <p>Take a filter away, choose another period, or search for fewer words.</p>
      <a class="button" href="/deals">
        Show all deals
      </a>
    </section>
  ) : (
    <section class="card empty">
      <h2>No deals yet</h2>
      <p>
        Create the first one here, or in Slack with <code>/deal new Acme renewal 12k</code>.
      </p>
      <a class="button main" href="/deals/new">
        New deal
      </a>
    </section>
  )
}

function totalsNote({ unvalued, otherCurrencies }: ListTotals): string {
  const without = unvalued > 0 ? ` · ${unvalued.toLocaleString('en-US')} without a value` : ''
  return otherCurrencies > 0 ? `${without} · ${otherCurrencies} in other currencies without a rate` : without
}

function statusOptions({ filters }: PageFilters) {
  return STATUSES.map((value) => ({ value, label: STATUS_WORDS[value], chosen: filters.status.includes(value) }))
}

const ATTENTION_WORDS = {
  overdue: 'Overdue',
  closing: 'Closing this month',
  stuck: 'Stuck',
  stale: 'Stale',
  'no-next-step': 'No next step',
} as const

function attentionOptions({ filters }: PageFilters) {
  const chosen = filters.attention?.kinds ?? []
  return ATTENTIONS.map((value) => ({ value, label: ATTENTION_WORDS[value], chosen: chosen.includes(value) }))
}

/** By name: the same stage of several pipelines is one choice. */
function stageOptions({ filters }: PageFilters, { pipelines }: FilterChoices) {
  const stages = pipelines.flatMap((pipeline) => pipeline.stages)
  const names = [...new Set(stages.map(({ name }) => name))]
  const isChosen = (name: string) => stages.some((stage) => stage.name === name && filters.stage.includes(stage.id))
  return names.map((value) => ({ value, chosen: isChosen(value) }))
}
