import type { JSX } from 'hono/jsx/jsx-runtime'
import { datedText, type ReportResult } from '../../core/index.ts'
import { countText, momentText } from '../format.ts'
import { Notes } from './report-card.tsx'

/** What a report's figures mean, of when they are, of how many they speak, and what they leave out. */
export function ReportAbout({ result }: { result: ReportResult }): JSX.Element {
  const { asOf, timeZone, currency, period, dated, n, notes } = result
  const facts = [
    ['As of', momentText(asOf, timeZone)],
    ['Period', period.label],
    ['Dated', datedText(dated)],
    ['Time zone', timeZone],
    ['Currency', currency],
    ['Speaks of', `n ${countText(n)}`],
  ]
  return (
    <aside class="card report-about" aria-labelledby="about-figures" data-live={`${result.id}-about`} data-quiet>
      <h2 id="about-figures">What is counted</h2>
      <p>{result.definition}</p>
      {notes.length > 0 ? (
        <>
          <h3>Worth knowing</h3>
          <Notes result={result} />
        </>
      ) : null}
      <p class="small">
        <a href={`/figures#${result.id}`}>How all figures are counted</a>
      </p>
      <dl class="made-of">
        {facts.map(([term, fact]) => (
          <div>
            <dt>{term}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
    </aside>
  )
}
