import type { JSX } from 'hono/jsx/jsx-runtime'
import { chartOf } from '../../charts/index.ts'
import type { Difference, Instant, ReportResult, Workspace } from '../../core/index.ts'
import type { PageFilters } from '../filters.ts'
import { queryOf } from '../query.ts'
import { AsOfBanner, AsOfPick } from './as-of.tsx'
import { ChartBody } from './chart-body.tsx'
import { DifferencePanel } from './difference.tsx'
import { FilterBar, FilterChips, type FilterChoices } from './filter-bar.tsx'
import { asOfOf, FilterProblem, PageHead } from './overview.tsx'
import { ReportAbout } from './report-about.tsx'
import { ChartControls } from './report-card.tsx'
import { faceOf } from './report-faces.ts'
import { ReportFiles } from './report-files.tsx'
import { ReportOptions } from './report-options.tsx'
import { ReportTable } from './report-table.tsx'

interface OneReportProps {
  now: Instant
  workspace: Workspace
  page: PageFilters
  choices: FilterChoices
  result: ReportResult
  ownOnly: boolean
  /** To what the period's figures were at its end, when it is over. */
  difference: Difference | null
  /** What the report's page shows besides; null for most. */
  beside: JSX.Element | null
}

/** One report, large: its switches, its chart, its table, and what it means beside them. */
export function OneReport(props: OneReportProps): JSX.Element {
  const { now, workspace, page, choices, result, ownOnly, difference, beside } = props
  const { filters, entries } = page
  const action = `/reports/${result.id}`
  const asOf = asOfOf(action, page, workspace.timeZone)
  const bar = { action, filters, entries, choices }
  const optionKeys = result.options.map(({ key }) => key)
  // Another page has other options: only the filters go there.
  const elsewhere = queryOf(entries.filter(([key]) => !optionKeys.some((one) => one === key)))
  return (
    <>
      <nav class="crumbs" aria-label="Where this is">
        <a href={`/${elsewhere}`}>Overview</a>
        <span aria-hidden="true">/</span>
        <a href={`/reports${elsewhere}`}>Reports</a>
        <span aria-hidden="true">/</span>
        <span>{result.title}</span>
      </nav>
      <PageHead now={now} workspace={workspace} filters={filters} title={result.question} ownOnly={ownOnly}>
        <FilterBar {...bar} asOf={<AsOfPick {...asOf} />} />
      </PageHead>
      <FilterProblem refusal={page.refusal} />
      <AsOfBanner {...asOf} />
      <FilterChips {...bar} controlled={optionKeys} />
      <ReportOptions result={result} entries={entries} />
      <div class="report">
        <div class="report-main">
          <ReportFigure result={result} query={page.query} />
          <section class="card" aria-labelledby="report-table">
            <div class="card-head">
              <h2 id="report-table">Table</h2>
            </div>
            <div data-live={`${result.id}-table`}>
              <ReportTable result={result} />
            </div>
          </section>
          {difference ? <DifferencePanel difference={difference} workspace={workspace} /> : null}
        </div>
        <ReportAbout result={result} />
      </div>
      {beside}
    </>
  )
}

/** The report's sentence and what is to be seen: a chart, or what says it better. */
function ReportFigure({ result, query }: { result: ReportResult; query: string }): JSX.Element {
  const chart = chartOf(result)
  const Face = faceOf(result, 'page')
  return (
    <section class="card" aria-labelledby={`card-${result.id}`} data-report={result.id}>
      <div class="card-head">
        <div>
          <h2 id={`card-${result.id}`}>{result.title}</h2>
          <p data-live={`${result.id}-summary`}>{result.summary}</p>
        </div>
        <ChartControls chart={chart} />
      </div>
      <div class="card-body">
        {Face ? <Face result={result} /> : null}
        {chart ? <ChartBody chart={chart} result={result} /> : null}
      </div>
      <div class="behind">
        <a href="#report-table">View as table</a>
        <ReportFiles result={result} query={query} />
      </div>
    </section>
  )
}
