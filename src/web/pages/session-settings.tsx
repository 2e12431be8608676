import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Session } from '../../core/index.ts'
import { momentText } from '../format.ts'

interface SessionSettingsProps {
  sessions: readonly Session[]
  /** The session of the browser that shows this page. */
  current: string
  timeZone: string
}

/** Where the member is signed in, and the way out of it. */
export function SessionSettings({ sessions, current, timeZone }: SessionSettingsProps): JSX.Element {
  return (
    <section class="card">
      <div class="card-head">
        <div>
          <h2>Where you are signed in</h2>
          <p>A browser stays signed in for 30 days after its last use.</p>
        </div>
      </div>
      <ul class="rows">
        {sessions.map(({ id, browser, signedInAt, createdAt }) => (
          <li>
            <span class="grow">
              <strong>{browser ?? 'A browser'}</strong>
              {id === current ? <span class="muted"> · this one</span> : null}
              <br />
              <span class="muted small">
                signed in {momentText(signedInAt, timeZone)} · last used {momentText(createdAt, timeZone)} or later
              </span>
            </span>
            {id === current ? null : (
              <form method="post" action={`/settings/sessions/${id}/end`}>
                <button class="button tight danger" type="submit" aria-label={`Sign ${browser ?? 'a browser'} out`}>
                  Sign out
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      <div class="row-foot buttons">
        {sessions.length > 1 ? (
          <form method="post" action="/settings/sessions/end-others">
            <input type="hidden" name="keep" value={current} />
            <button class="button" type="submit">
              Sign out everywhere else
            </button>
          </form>
        ) : null}
        <form method="post" action="/auth/sign-out-everywhere">
          <button class="button danger" type="submit">
            Sign out everywhere
          </button>
        </form>
      </div>
    </section>
  )
}
