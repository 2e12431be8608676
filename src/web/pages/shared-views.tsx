import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Overview, OverviewView } from '../../core/index.ts'
import type { Refusal } from '../forms.ts'
import { Field } from './fields.tsx'

interface SharedViewsProps {
  readonly arrangement: Overview
  readonly mayShare: boolean
  readonly query: string
  readonly refusal?: Refusal
}

/** Keeps what the manager sees as a view that the team can choose. */
export function ShareView({ query, refusal }: SharedViewsProps): JSX.Element {
  const mine = refusal?.form === 'share' ? refusal : undefined
  return (
    <section class="card share-view" aria-labelledby="share-view">
      <h2 id="share-view">Share this arrangement with the team</h2>
      <form method="post" action={`/overview/views${query}`}>
        <Field label="Name of the view" name="name" error={mine?.fields.name}>
          {(attributes) => (
            <input
              {...attributes}
              required
              maxlength={60}
              placeholder="Monday meeting"
              value={mine?.typed.name ?? ''}
            />
          )}
        </Field>
        <label class="check">
          <input type="checkbox" name="teamDefault" value="yes" /> Show it to everybody who arranged nothing
        </label>
        <button class="button main" type="submit">
          Share view
        </button>
      </form>
    </section>
  )
}

/** The team's views: to look at, for managers also to replace, to make the team's, and to take away. */
export function TeamViews({ arrangement, mayShare, query }: SharedViewsProps): JSX.Element | null {
  if (arrangement.views.length === 0) return null
  return (
    <section class="card share-view" aria-labelledby="team-views">
      <h2 id="team-views">Views of the team</h2>
      <ul class="rows">
        {arrangement.views.map((view) => (
          <li>
            <strong>{view.name}</strong>
            <span class="muted">{view.teamDefault ? ' the team sees this' : ''}</span>
            <span class="buttons">
              {view.id === arrangement.shown ? null : <ShowButton view={view} query={query} />}
              {mayShare ? <ManagerButtons view={view} query={query} /> : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function ShowButton({ view, query }: { view: OverviewView; query: string }): JSX.Element {
  return (
    <form method="post" action={`/overview/show${query}`}>
      <button class="button tight" type="submit" name="view" value={view.id} aria-label={`Show ${view.name}`}>
        Show
      </button>
    </form>
  )
}

function ManagerButtons({ view, query }: { view: OverviewView; query: string }): JSX.Element {
  const { id, name, teamDefault } = view
  return (
    <>
      <form method="post" action={`/overview/views${query}`}>
        <input type="hidden" name="view" value={id} />
        <input type="hidden" name="name" value={name} />
        {teamDefault ? <input type="hidden" name="teamDefault" value="yes" /> : null}
        <button class="button tight" type="submit" aria-label={`Replace ${name} with what you see`}>
          Replace with mine
        </button>
      </form>
      <form method="post" action={`/overview/team${query}`}>
        <button
          class="button tight"
          type="submit"
          name="view"
          value={teamDefault ? '' : id}
          aria-label={teamDefault ? `Show the team the standard instead of ${name}` : `Show ${name} to the team`}
        >
          {teamDefault ? 'Not the team’s any more' : 'Make it the team’s'}
        </button>
      </form>
      <form method="post" action={`/overview/views/${id}/remove${query}`}>
        <button class="button tight danger" type="submit" aria-label={`Remove ${name}`}>
          Remove
        </button>
      </form>
    </>
  )
}
