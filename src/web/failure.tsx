import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { AppError, type ErrorCode, newReference } from '../core/index.ts'
import type { WebEnv } from './env.ts'
import { ErrorPage, type Failure } from './pages/error-page.tsx'
import { showPage } from './respond.tsx'

export const STATUS_OF = { invalid: 400, forbidden: 403, not_found: 404, conflict: 409 } as const satisfies Record<
  ErrorCode,
  ContentfulStatusCode
>

/** The one catch of the dashboard: what a person can act on is said, anything else gets a reference that the log has too. */
export async function answerFailure(error: Error, c: Context<WebEnv>): Promise<Response> {
  const failure = failureOf(error)
  if (failure.reference) {
    const { method, path } = c.req
    c.var.deps.log.error({ err: error, reference: failure.reference, method, path }, 'A page ended in an error')
  }
  return showFailure(c, failure)
}

/** Nothing lives at this address. */
export function answerNotFound(c: Context<WebEnv>): Promise<Response> {
  return showFailure(c, {
    status: 404,
    title: 'Nothing here',
    message: 'This address leads nowhere. It may be mistyped, or what was here is gone.',
  })
}

async function showFailure(c: Context<WebEnv>, failure: Failure): Promise<Response> {
  const { status, message, reference } = failure
  if (wantsJson(c)) return c.json({ error: { message, ...(reference && { reference }) } }, status)
  const page = { title: failure.title, status, bare: reference !== undefined }
  return showPage(c, page, <ErrorPage failure={failure} signedIn={c.var.viewer !== null} />)
}

function failureOf(error: Error): Failure {
  if (error instanceof AppError) {
    return { status: STATUS_OF[error.code], title: TITLES[error.code], message: error.message }
  }
  const refused = error instanceof HTTPException ? REFUSED[error.status] : undefined
  if (refused) return refused
  const reference = newReference()
  const message = 'Something went wrong on our side, and nothing was changed. Try again in a moment.'
  return { status: 500, title: 'That did not work', message, reference }
}

const TITLES: Record<ErrorCode, string> = {
  invalid: 'That cannot be',
  forbidden: 'Not for you',
  not_found: 'Not found',
  conflict: 'Somebody was faster',
}

/** What the framework refuses before a handler is asked. */
const REFUSED: Record<number, Failure> = {
  403: {
    status: 403,
    title: 'Sent from elsewhere',
    message:
      'This form was not sent from a Dealwright page, so nothing was changed. Open the page again and repeat it.',
  },
  413: {
    status: 413,
    title: 'Too long',
    message: 'What you sent is too long, so nothing was changed. Shorten it and send it again.',
  },
}

/** Whether a script asks, and not a browser on its way to a page. */
export function wantsJson(c: Context): boolean {
  const accept = c.req.header('accept') ?? ''
  return accept.includes('application/json') && !accept.includes('text/html')
}
