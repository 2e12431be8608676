import type { JSX } from 'hono/jsx/jsx-runtime'
import {
  type DealColumn,
  type DealRow,
  formatMoney,
  type Instant,
  type ListTotals,
  type Sort,
  type Workspace,
} from '../../core/index.ts'
import type { PageFilters } from '../filters.ts'
import { dealsText } from '../format.ts'
import { type FilterEntry, queryOf } from '../query.ts'
import { AsOfBanner } from './as-of.tsx'
import { CONTROLLED, type DealFilterChoices, DealFilters } from './deal-filters.tsx'
import { DealsTable } from './deals-table.tsx'
import { FilterChips } from './filter-bar.tsx'
import { ListColumns } from './list-columns.tsx'
import { asOfOf, FilterProblem } from './overview.tsx'
import { SavedChanged, SavedFilters, type SavedFiltersProps } from './saved-filters.tsx'

export interface DealsData {
  readonly workspace: Workspace
  readonly now: Instant
  readonly page: PageFilters
  readonly choices: DealFilterChoices
  readonly sort: Sort
  readonly columns: readonly DealColumn[]
  /** Everything that the list's address says but its cursor. */
  readonly entries: readonly FilterEntry[]
  readonly rows: readonly DealRow[]
  readonly totals: ListTotals
  readonly next: string | null
  readonly cursor: string | null
  readonly saved: SavedFiltersProps
  /** Whether the chooser of columns stands open. */
  readonly choosing: boolean
  /** Managers and admins, looking at today, may change many at once. */
  readonly mayBulk: boolean
}

export const DEFAULT_SORT: Sort = '-created'

/** Every deal that the filters leave, with its totals, to sort, open, change and take away as CSV. */
export function Deals(data: DealsData): JSX.Element {
  const { workspace, page, choices, entries, rows } = data
  const asOf = asOfOf('/deals', { ...page, entries }, workspace.timeZone)
  const bar = { action: '/deals', filters: page.filters, entries, choices, controlled: CONTROLLED }
  return (
    <>
      <div class="page-head">
        <h1>Deals</h1>
        <div class="buttons">
          <SavedFilters {...data.saved} />
          <a class="button main" href="/deals/new">
            New deal
          </a>
        </div>
      </div>
      <div class="toolbar">
        <DealFilters page={page} entries={entries} choices={choices} timeZone={workspace.timeZone} />
      </div>
      <FilterProblem refusal={page.refusal} />
      <SavedChanged {...data.saved} />
      <AsOfBanner {...asOf} />
      <FilterChips {...bar} />
      {rows.length === 0 && !data.cursor ? <NoDeals narrowed={page.entries.length > 0} /> : <DealsCard {...data} />}
    </>
  )
}

const BULK_FORM = 'bulk'

function DealsCard(data: DealsData): JSX.Element {
  const { page, entries, sort, columns, rows, totals, next, cursor, workspace, mayBulk } = data
  const limits = data.choices.pipelines.flatMap(({ stages }) =>
    stages.map(({ id, limitDays }) => [id, limitDays] as const),
  )
  const withoutSort = entries.filter(([key]) => key !== 'sort')
  const here = `/deals${queryOf(entries)}`
  return (
    <section class="card flush deals" aria-label="Deals">
      <div class="list-head">
        <p data-live="deals-totals">
          <strong>{dealsText(totals.count)}</strong> · {formatMoney(totals.value, workspace.currency)}
          <span class="muted">{totalsNote(totals)}</span>
        </p>
        <div class="buttons">
          <ListColumns columns={columns} back={here} open={data.choosing} />
          <CsvMenu entries={entries} columns={columns} />
        </div>
      </div>
      {mayBulk ? <BulkBar count={totals.count} entries={page.entries} /> : null}
      <DealsTable
        columns={columns}
        rows={rows}
        sort={sort}
        entries={withoutSort}
        limits={new Map(limits)}
        now={data.now}
        timeZone={workspace.timeZone}
        asOf={page.filters.asOf}
        selects={mayBulk ? BULK_FORM : undefined}
      />
      {next || cursor ? (
        <nav class="list-foot" aria-label="Pages">
          {cursor ? <a href={here}>First page</a> : <span />}
          {next ? <a href={`/deals${queryOf([...entries, ['cursor', next]])}`}>Next page</a> : null}
        </nav>
      ) : null}
    </section>
  )
}

/** Takes the list away: as it stands there, or with everything that an import reads. */
function CsvMenu({ entries, columns }: Pick<DealsData, 'entries' | 'columns'>): JSX.Element {
  const filters = entries.filter(([key]) => !['sort', 'columns', 'saved'].includes(key))
  const sort = entries.filter(([key]) => key === 'sort')
  return (
    <details class="menu" data-closes>
      <summary class="button tight">CSV</summary>
      <div class="menu-panel links">
        <a href={`/deals.csv${queryOf([...filters, ...sort, ['columns', columns.join()]])}`} download>
          These columns
        </a>
        <a href={`/deals.csv${queryOf(filters)}`} download>
          All that an import reads
        </a>
      </div>
    </details>
  )
}

/** Leads on to a change of the rows that are ticked, or of all that the filters leave. */
function BulkBar({ count, entries }: { count: number; entries: readonly FilterEntry[] }): JSX.Element {
  return (
    <form class="bulk-bar" id={BULK_FORM} method="get" action="/deals/bulk" data-bulk>
      {entries.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <span class="muted small" data-bulk-count>
        Tick deals to change them together
      </span>
      <button class="button tight" type="submit">
        Change the ticked …
      </button>
      <button class="button tight quiet" type="submit" name="all" value="1">
        Change all {count.toLocaleString('en-US')} …
      </button>
    </form>
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
