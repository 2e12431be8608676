import type { JSX } from 'hono/jsx/jsx-runtime'
import { type Chart, chartOf } from '../../charts/index.ts'
import { datedText, type ReportResult } from '../../core/index.ts'
import { ChartBody, MeasureButtons, wordsOf } from './chart-body.tsx'
import { faceOf } from './report-faces.ts'
import { ReportFiles } from './report-files.tsx'
import { ReportTable } from './report-table.tsx'

/** Either a report's answer or the sentence that says why there is none: one failing card leaves the others alone. */
export type CardContent = { readonly result: ReportResult } | { readonly title: string; readonly problem: string }

interface CardProps {
  content: CardContent
  /** The page's filters as a query, kept on every way onward. */
  query: string
  span: 'span-4' | 'span-6' | 'span-8' | 'span-12'
}

/** A report as a card: its question, its sentence, the picture, and behind it the table and the definition. */
export function ReportCard({ content, query, span }: CardProps): JSX.Element {
  if ('problem' in content) return <ProblemCard {...content} query={query} span={span} />
  const { result } = content
  const Face = faceOf(result, 'card')
  const chart = Face ? null : chartOf(result)
  return (
    <section class={`card ${span}`} aria-labelledby={`card-${result.id}`} data-report={result.id}>
      <div class="card-head">
        <div>
          <h2 id={`card-${result.id}`}>
            <a href={`/reports/${result.id}${query}`}>{result.question}</a>
          </h2>
          <p data-live={`${result.id}-summary`}>{result.summary}</p>
        </div>
        <ChartControls chart={chart} />
      </div>
      <div class="card-body">
        {Face ? <Face result={result} /> : null}
        {chart ? <ChartBody chart={chart} result={result} /> : null}
        {Face || chart ? null : (
          <div data-live={`${result.id}-body`}>
            <ReportTable result={result} />
          </div>
        )}
      </div>
      <div class="behind">
        {Face || chart ? (
          <details open data-close>
            <summary>View as table</summary>
            <div class="behind-body" data-live={`${result.id}-table`}>
              <ReportTable result={result} />
            </div>
          </details>
        ) : null}
        <details>
          <summary>What is counted</summary>
          <div class="behind-body" data-live={`${result.id}-definition`}>
            <p>{result.definition}</p>
            <Notes result={result} />
            <p>
              <a href={`/figures#${result.id}`}>How all figures are counted</a>
            </p>
          </div>
        </details>
        <ReportFiles result={result} query={query} />
        <p class="dated" data-live={`${result.id}-dated`} data-quiet>
          {datedText(result.dated)}
        </p>
      </div>
    </section>
  )
}

/** Where the switch between measures stands. */
export function ChartControls({ chart }: { chart: Chart | null }): JSX.Element {
  return (
    <div
      class="with-scripts"
      data-chart-controls
      {...(chart && chart.measures.length > 1 ? { 'data-measures': wordsOf(chart.measures) } : {})}
    >
      {chart ? <MeasureButtons chart={chart} /> : null}
    </div>
  )
}

/** What was not counted, and why. */
export function Notes({ result: { notes } }: { result: ReportResult }): JSX.Element | null {
  if (notes.length === 0) return null
  return (
    <ul class="worth-knowing">
      {notes.map((note) => (
        <li>{note}</li>
      ))}
    </ul>
  )
}

interface ProblemProps {
  title: string
  problem: string
  query: string
  span: string
}

function ProblemCard({ title, problem, query, span }: ProblemProps): JSX.Element {
  return (
    <section class={`card ${span} failed`}>
      <div class="card-head">
        <h2>{title}</h2>
      </div>
      <div class="empty">
        <p role="alert">{problem}</p>
        <a class="button tight" href={`/${query}`}>
          Try again
        </a>
      </div>
    </section>
  )
}
