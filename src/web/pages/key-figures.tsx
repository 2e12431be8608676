import type { JSX } from 'hono/jsx/jsx-runtime'
import type { KeyFigure, Workspace } from '../../core/index.ts'
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
          <dt>{figure.label}</dt>
          <dd class="value">
            <FigureValue figure={figure} workspace={workspace} />
          </dd>
          <dd class="detail">
            <Change change={figure.change} />
            {figure.detail}
          </dd>
        </div>
      ))}
    </dl>
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
