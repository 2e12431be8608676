import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ReportResult } from '../../core/index.ts'
import { ChartBody } from './chart-body.tsx'
import { ConversionBody } from './conversion-body.tsx'
import { OwnersBody } from './owners-body.tsx'
import { ReportTable } from './report-table.tsx'

/** Either a report's answer or the sentence that says why there is none: one failing card leaves the others alone. */
export type CardContent = { readonly result: ReportResult } | { readonly title: string; readonly problem: string }

interface CardProps {
  content: CardContent
  /** The page's filters as a query, kept on every way onward. */
  query: string
  span: 'span-4' | 'span-6' | 'span-8' | 'span-12'
  /** On the report's own page nothing leads there and the table stands open. */
  alone?: boolean
}

/** A report as a card: its question, its sentence, the picture, and behind it the table and the definition. */
export function ReportCard({ content, query, span, alone }: CardProps): JSX.Element {
  if ('problem' in content) return <ProblemCard {...content} span={span} />
  const { result } = content
  const heading = alone ? result.title : result.question
  return (
    <section class={`card ${span}`} aria-labelledby={`card-${result.id}`} data-report={result.id}>
      <div class="card-head">
        <div>
          <h2 id={`card-${result.id}`}>{alone ? heading : <a href={`/reports/${result.id}${query}`}>{heading}</a>}</h2>
          <p data-live={`${result.id}-summary`}>{result.summary}</p>
        </div>
        <div data-chart-controls />
      </div>
      <div class="card-body">
        <CardBody result={result} />
      </div>
      <Behind result={result} query={query} alone={alone ?? false} />
    </section>
  )
}

function CardBody({ result }: { result: ReportResult }): JSX.Element {
  switch (result.id) {
    case 'value-by-stage':
    case 'status':
    case 'funnel':
    case 'won-lost':
    case 'bridge':
      return <ChartBody result={result} />
    case 'conversion':
      return <ConversionBody result={result} />
    case 'owners':
      return <OwnersBody result={result} />
    default:
      return <ReportTable result={result} />
  }
}

function Behind({ result, query, alone }: { result: ReportResult; query: string; alone: boolean }): JSX.Element {
  return (
    <div class="behind">
      <details open {...(alone ? {} : { 'data-close': true })}>
        <summary>View as table</summary>
        <div class="behind-body" data-live={`${result.id}-table`}>
          <ReportTable result={result} />
        </div>
      </details>
      <details>
        <summary>What is counted</summary>
        <div class="behind-body" data-live={`${result.id}-definition`}>
          <p>{result.definition}</p>
          {result.notes.length > 0 ? (
            <ul>
              {result.notes.map((note) => (
                <li>{note}</li>
              ))}
            </ul>
          ) : null}
        </div>
      </details>
      <a href={`/reports/${result.id}.csv${query}`} download>
        CSV
      </a>
      {alone ? <a href={`/reports/${result.id}.png${query}`}>Picture</a> : null}
      <a href={`/reports/${result.id}/share${query}`}>Share to Slack</a>
    </div>
  )
}

function ProblemCard({ title, problem, span }: { title: string; problem: string; span: string }): JSX.Element {
  return (
    <section class={`card ${span}`}>
      <div class="card-head">
        <h2>{title}</h2>
      </div>
      <p role="alert">{problem}</p>
    </section>
  )
}
