import type { JSX } from 'hono/jsx/jsx-runtime'
import type {
  Overview as Arrangement,
  CardSize,
  Difference,
  Filters,
  Instant,
  KeyFigure,
  OverviewCard,
  Workspace,
} from '../../core/index.ts'
import type { PageFilters } from '../filters.ts'
import { momentFromNow } from '../format.ts'
import { queryOf } from '../query.ts'
import { AsOfBanner, AsOfPick, type AsOfProps } from './as-of.tsx'
import { DifferenceLine } from './difference.tsx'
import { FilterBar, FilterChips, type FilterChoices } from './filter-bar.tsx'
import { KeyFigures } from './key-figures.tsx'
import { type CardContent, ReportCard } from './report-card.tsx'
import { ViewMenu } from './view-menu.tsx'

/** A card with what it shows: the key figures, a report's answer, or why there is none. */
export type ShownCard = OverviewCard & (CardContent | { readonly figures: readonly KeyFigure[] })

export interface OverviewData {
  readonly now: Instant
  readonly workspace: Workspace
  readonly page: PageFilters
  readonly choices: FilterChoices
  readonly arrangement: Arrangement
  /** Which deals stand otherwise now than when the period ended; null while it lasts. */
  readonly difference: Difference | null
  readonly cards: readonly ShownCard[]
  /** A rep who sees own deals only. */
  readonly ownOnly: boolean
}

/** How much of the twelve columns a card takes. */
export const SPANS = {
  third: 'span-4',
  half: 'span-6',
  'two-thirds': 'span-8',
  full: 'span-12',
} as const satisfies Record<CardSize, string>

/** The pipeline at a glance, as the member arranged it: key figures, and a card per question. */
export function Overview(data: OverviewData): JSX.Element {
  const { now, workspace, page, choices, arrangement, difference, cards, ownOnly } = data
  const { filters, entries } = page
  const asOf = asOfOf('/', page, workspace.timeZone)
  const bar = { action: '/', filters, entries, choices }
  const menu = <ViewMenu arrangement={arrangement} query={page.query} />
  return (
    <>
      <PageHead
        now={now}
        workspace={workspace}
        filters={filters}
        title="Pipeline overview"
        ownOnly={ownOnly}
        menu={menu}
      >
        <FilterBar {...bar} asOf={<AsOfPick {...asOf} />} />
      </PageHead>
      <FilterProblem refusal={page.refusal} />
      <AsOfBanner {...asOf} />
      {difference ? <DifferenceLine difference={difference} workspace={workspace} /> : null}
      <FilterChips {...bar} />
      {cards.length > 0 ? null : <NoCards query={page.query} />}
      <div class="grid">
        {cards.map((card) => (
          <Shown card={card} page={page} workspace={workspace} />
        ))}
      </div>
    </>
  )
}

function Shown({ card, page, workspace }: { card: ShownCard; page: PageFilters; workspace: Workspace }): JSX.Element {
  if ('figures' in card) return <KeyFigures figures={card.figures} workspace={workspace} />
  const query = queryOf([...page.entries, ...Object.entries(card.options)])
  return <ReportCard content={card} query={query} span={SPANS[card.size]} />
}

function NoCards({ query }: { query: string }): JSX.Element {
  return (
    <section class="card empty">
      <h2>Nothing on this overview</h2>
      <p>You took every card away. Add those that you look at in the morning.</p>
      <a class="button main" href={`/overview/arrange${query}`}>
        Add cards
      </a>
    </section>
  )
}

interface PageHeadProps {
  now: Instant
  workspace: Workspace
  filters: Filters
  title: string
  ownOnly: boolean
  /** Stands beside the title. */
  menu?: JSX.Element
  children: JSX.Element
}

/** The page's name, from when and in what its figures are, and its filters. */
export function PageHead({ now, workspace, filters, title, ownOnly, menu, children }: PageHeadProps): JSX.Element {
  const { timeZone, currency } = workspace
  return (
    <div class="page-head">
      <div>
        <div class="titled">
          <h1>{title}</h1>
          {menu}
        </div>
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

/** The as-of control of a page: the moment asked for, and the same page as of others. */
export function asOfOf(action: string, { filters, entries, moments }: PageFilters, timeZone: string): AsOfProps {
  const others = entries.filter(([key]) => key !== 'asOf')
  return { asOf: filters.asOf, timeZone, nowHref: action + queryOf(others), offers: { action, others, moments } }
}
