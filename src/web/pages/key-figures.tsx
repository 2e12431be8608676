import type { JSX } from 'hono/jsx/jsx-runtime'
import { FEW, type KeyFigure, type Workspace } from '../../core/index.ts'
import { cellText, percentText } from '../format.ts'

/** The few figures that a day begins with, each opening the deals behind it. */
export function KeyFigures({
  figures,
  workspace,
}: {
  figures: readonly KeyFigure[]
  workspace: Workspace
}): JSX.Element {
  return (
    <dl class="figures">
      {figures.map((figure) => (
        <div class="card figure" data-live={`figure-${figure.id}`}>
          <dt>
            {figure.label}
            <About figure={figure} />
          </dt>
          <dd class={`value ${isFew(figure) ? 'few' : ''}`}>
            <FigureValue figure={figure} workspace={workspace} />
          </dd>
          <dd class="detail">
            <Change change={figure.change} />
            {figure.detail}
          </dd>
          <dd class="dated">{figure.dated}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Sums always say what they say; a share or a median of a few says little. */
function isFew({ type, n }: KeyFigure): boolean {
  return (type === 'ratio' || type === 'duration') && n < FEW
}

/** The way to what the figure means. */
function About({ figure }: { figure: KeyFigure }): JSX.Element {
  return (
    <a class="about-figure" href={`/figures#key-${figure.id}`}>
      <svg
        width="14"
        height="14"
        viewBox="0 0 14 14"
        fill="none"
        stroke="currentColor"
        stroke-width="1.2"
        role="img"
        aria-label={`What ${figure.label} means`}
      >
        <circle cx="7" cy="7" r="6" />
        <path d="M7 6.3v3.6M7 4v.2" stroke-linecap="round" />
      </svg>
    </a>
  )
}

function FigureValue({ figure, workspace }: { figure: KeyFigure; workspace: Workspace }): JSX.Element | string {
  const text = cellText(figure.value, figure.type, workspace)
  return figure.deals ? (
    <a href={figure.deals} title="Open the deals">
      {text}
    </a>
  ) : (
    text
  )
}

/** Up or down against the period before, on a line of its own: with a sign, a word for screen readers and a colour. */
function Change({ change }: { change: KeyFigure['change'] }): JSX.Element | null {
  if (!change) return null
  const { ratio, label, better } = change
  const same = ratio === null || Math.abs(ratio) < 0.0005
  return (
    <>
      {same ? null : (
        <>
          <span class={`change ${better ? 'better' : 'worse'}`}>
            <span aria-hidden="true">{ratio > 0 ? '▲' : '▼'}</span>
            <span class="visually-hidden">{ratio > 0 ? 'up' : 'down'}</span> {percentText(Math.abs(ratio))}
          </span>{' '}
        </>
      )}
      {label}
      <br />
    </>
  )
}
