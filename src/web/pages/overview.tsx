import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Filters, Instant, KeyFigure, Workspace } from '../../core/index.ts'
import type { PageFilters } from '../filters.ts'
import { momentFromNow } from '../format.ts'
import { queryOf } from '../query.ts'
import { AsOfBanner, AsOfPick } from './as-of.tsx'
import { FilterBar, FilterChips, type FilterChoices } from './filter-bar.tsx'
import { KeyFigures } from './key-figures.tsx'
import { type CardContent, ReportCard } from './report-card.tsx'

export interface OverviewData {
  readonly now: Instant
  readonly workspace: Workspace
  readonly page: PageFilters
  readonly choices: FilterChoices
  readonly figures: readonly KeyFigure[]
  /** By report id, in the order of the cards. */
  readonly cards: readonly CardContent[]
  /** A rep who sees own deals only. */
  readonly ownOnly: boolean
}

/** How wide each card stands, by its place. */
const SPANS = ['span-8', 'span-4', 'span-6', 'span-6', 'span-6', 'span-6'] as const

/** The pipeline at a glance: key figures, then a card per question. */
export function Overview({ now, workspace, page, choices, figures, cards, ownOnly }: OverviewData): JSX.Element {
  const { filters, entries } = page
  const asOf = asOfOf('/', page, workspace.timeZone)
  const bar = { action: '/', filters, entries, choices }
  return (
    <>
      <PageHead now={now} workspace={workspace} filters={filters} title="Pipeline overview" ownOnly={ownOnly}>
        <FilterBar {...bar} asOf={<AsOfPick {...asOf} />} />
      </PageHead>
      <FilterProblem refusal={page.refusal} />
      <AsOfBanner {...asOf} />
      <FilterChips {...bar} />
      <KeyFigures figures={figures} workspace={workspace} />
      <div class="grid">
        {cards.map((content, place) => (
          <ReportCard content={content} query={page.query} span={SPANS[place] ?? 'span-6'} />
        ))}
      </div>
    </>
  )
}

interface PageHeadProps {
  now: Instant
  workspace: Workspace
  filters: Filters
  title: string
  ownOnly: boolean
  children: JSX.Element
}

/** The page's name, from when and in what its figures are, and its filters. */
export function PageHead({ now, workspace, filters, title, ownOnly, children }: PageHeadProps): JSX.Element {
  const { timeZone, currency } = workspace
  return (
    <div class="page-head">
      <div>
        <h1>{title}</h1>
        <p class="sub">
          <span data-live="as-of" data-quiet>
            As of {momentFromNow(filters.asOf ?? now, now, timeZone)}
          </span>{' '}
          · all times {timeZone} · values in {currency}
          {ownOnly ? ' · your own deals' : ''}
        </p>
      </div>
      {children}
    </div>
  )
}

/** Why the filters of the address could not be used. */
export function FilterProblem({ refusal }: Pick<PageFilters, 'refusal'>): JSX.Element | null {
  if (!refusal) return null
  return (
    <p class="banner bad" role="alert">
      <span>{refusal.message}</span>
      <span>What you see is not narrowed down.</span>
    </p>
  )
}

/** The as-of control of a page: the moment asked for, and the same page without it. */
export function asOfOf(action: string, { filters, entries }: PageFilters, timeZone: string) {
  return { asOf: filters.asOf, timeZone, nowHref: action + queryOf(entries.filter(([key]) => key !== 'asOf')) }
}
