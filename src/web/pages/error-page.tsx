import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** What went wrong, in words for the person who looks at it. */
export interface Failure {
  readonly status: ContentfulStatusCode
  readonly title: string
  readonly message: string
  /** Also in the log: for whoever has to find out. */
  readonly reference?: string
}

/** What happened, and where to go from here. */
export function ErrorPage({ failure, signedIn }: { failure: Failure; signedIn: boolean }): JSX.Element {
  return (
    <section class="card alone">
      <h1>{failure.title}</h1>
      <p class="lead">{failure.message}</p>
      {failure.reference ? (
        <p class="muted">
          If it stays, tell an admin this reference: <code>{failure.reference}</code>
        </p>
      ) : null}
      <div class="buttons">
        <a class="button main" href="/">
          {signedIn ? 'To the overview' : 'To the start'}
        </a>
        {signedIn ? (
          <a class="button" href="/deals">
            To the deals
          </a>
        ) : null}
      </div>
    </section>
  )
}
