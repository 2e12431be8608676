import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Difference, Instant, Report, ReportResult, Workspace } from '../../core/index.ts'
import type { PageFilters } from '../filters.ts'
import { AsOfBanner, AsOfPick } from './as-of.tsx'
import { DifferencePanel } from './difference.tsx'
import { FilterBar, FilterChips, type FilterChoices } from './filter-bar.tsx'
import { asOfOf, FilterProblem, PageHead } from './overview.tsx'
import { ReportCard } from './report-card.tsx'

/** Every report with the question it answers. */
export function ReportList({ reports, query }: { reports: readonly Report[]; query: string }): JSX.Element {
  return (
    <>
      <div class="page-head">
        <h1>Reports</h1>
      </div>
      <ul class="grid report-list">
        {reports.map(({ id, title, question, definition }) => (
          <li class="card span-4">
            <h2>
              <a href={`/reports/${id}${query}`}>{question}</a>
            </h2>
            <p class="muted">{title}</p>
            <p class="muted small">{definition}</p>
          </li>
        ))}
      </ul>
    </>
  )
}

interface OneReportProps {
  now: Instant
  workspace: Workspace
  page: PageFilters
  choices: FilterChoices
  result: ReportResult
  ownOnly: boolean
  /** To what the period's figures were at its end, when it is over. */
  difference: Difference | null
}

/** One report, large, with its table open. */
export function OneReport({ now, workspace, page, choices, result, ownOnly, difference }: OneReportProps): JSX.Element {
  const { filters, entries } = page
  const action = `/reports/${result.id}`
  const asOf = asOfOf(action, page, workspace.timeZone)
  const bar = { action, filters, entries, choices }
  return (
    <>
      <p class="crumbs">
        <a href="/reports">Reports</a>
      </p>
      <PageHead now={now} workspace={workspace} filters={filters} title={result.question} ownOnly={ownOnly}>
        <FilterBar {...bar} asOf={<AsOfPick {...asOf} />} />
      </PageHead>
      <FilterProblem refusal={page.refusal} />
      <AsOfBanner {...asOf} />
      <FilterChips {...bar} />
      <div class="grid">
        <ReportCard content={{ result }} query={page.query} span="span-12" alone />
      </div>
      {difference ? <DifferencePanel difference={difference} workspace={workspace} /> : null}
    </>
  )
}
