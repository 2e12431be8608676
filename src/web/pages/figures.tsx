import type { JSX } from 'hono/jsx/jsx-runtime'
import {
  datedText,
  type Explained,
  FIGURE_WORDS,
  GROUND_RULES,
  KEY_FIGURE_MEANINGS,
  type Report,
} from '../../core/index.ts'

/** What each key figure is called. */
const KEY_FIGURE_NAMES = {
  openValue: 'Open pipeline',
  weighted: 'Weighted',
  wonInPeriod: 'Won in the period',
  wonOfClosed: 'Won of closed',
  medianCycle: 'Median cycle',
} as const satisfies Record<keyof typeof KEY_FIGURE_MEANINGS, string>

/** Every figure explained: the rules they all keep, the words, the key figures, and each report by its own definition. */
export function Figures({ reports }: { reports: readonly Report[] }): JSX.Element {
  return (
    <>
      <div class="page-head">
        <div>
          <h1>What the figures mean</h1>
          <p class="sub">Each report says here what it answers with it, so the two cannot disagree.</p>
        </div>
      </div>
      <div class="explained">
        <nav class="sections" aria-label="Figures">
          <a href="#rules">Rules</a>
          <a href="#words">Words</a>
          <a href="#key-figures">Key figures</a>
          {reports.map(({ id, title }) => (
            <a href={`#${id}`}>{title}</a>
          ))}
        </nav>
        <div class="stack">
          <ExplainedList id="rules" title="What holds for all of them" entries={GROUND_RULES} />
          <ExplainedList id="words" title="Words" entries={FIGURE_WORDS} prefix="word-" />
          <ExplainedList id="key-figures" title="Key figures" entries={keyFigures()} prefix="key-" />
          {reports.map((report) => (
            <ExplainedReport report={report} />
          ))}
        </div>
      </div>
    </>
  )
}

interface ExplainedListProps {
  id: string
  title: string
  entries: readonly Explained[]
  prefix?: string
}

function ExplainedList({ id, title, entries, prefix = '' }: ExplainedListProps): JSX.Element {
  return (
    <section class="card" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <dl>
        {entries.map((entry) => (
          <div id={prefix + entry.id}>
            <dt>{entry.title}</dt>
            <dd>{entry.text}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function keyFigures(): Explained[] {
  return Object.entries(KEY_FIGURE_NAMES).map(([id, title]) => {
    return { id, title, text: KEY_FIGURE_MEANINGS[id as keyof typeof KEY_FIGURE_MEANINGS] }
  })
}

function ExplainedReport({ report }: { report: Report }): JSX.Element {
  const { id, title, question, definition, dated, options = [], columns } = report
  return (
    <section class="card" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        {title}: <a href={`/reports/${id}`}>{question}</a>
      </h2>
      <p>{definition}</p>
      <dl>
        <div>
          <dt>By which date</dt>
          <dd>{datedText(dated)}</dd>
        </div>
        {options.map(({ label, choices }) => (
          <div>
            <dt>{label}</dt>
            <dd>
              {choices
                .map((choice, place) => (place === 0 ? `${choice.label} (unless you choose)` : choice.label))
                .join(', ')}
            </dd>
          </div>
        ))}
        <div>
          <dt>Columns</dt>
          <dd>{columns.map(({ label }) => label).join(', ')}</dd>
        </div>
      </dl>
    </section>
  )
}
