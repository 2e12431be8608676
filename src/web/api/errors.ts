import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { AppError, type ErrorCode, type Log, newReference } from '../../core/index.ts'

const STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  internal: 500,
} as const satisfies Record<ErrorCode | string, number>

type RefusalCode = keyof typeof STATUS

/** What every answer says that is not what was asked for. */
export const ErrorAnswer = z
  .strictObject({
    error: z.strictObject({
      code: z.enum(Object.keys(STATUS) as [RefusalCode, ...RefusalCode[]]),
      message: z.string().openapi({ description: 'What happened, then what to do.' }),
      fields: z.record(z.string(), z.string()).optional().openapi({ description: 'One sentence per field.' }),
      reference: z.string().optional().openapi({ description: 'Names the line in the log.', example: '7F3K' }),
    }),
  })
  .openapi('Error')

interface Refusal {
  readonly code: RefusalCode
  readonly message: string
  readonly fields?: Readonly<Record<string, string>>
  readonly reference?: string
  /** How things stand, beside the error. */
  readonly current?: unknown
  readonly headers?: Record<string, string>
}

/** Answers that a request is not carried out. */
export function refuse(c: Context, refusal: Refusal): Response {
  const { code, message, fields = {}, reference, current, headers } = refusal
  const error = { code, message, ...(Object.keys(fields).length > 0 && { fields }), ...(reference && { reference }) }
  return c.json({ error, ...(current !== undefined && { current }) }, STATUS[code], headers)
}

/** Answers whatever was thrown. What is a bug goes to the log under the reference that the answer names. */
export function refuseThrown(c: Context, error: unknown, log: Log): Response {
  if (error instanceof AppError) return refuse(c, error)
  if (error instanceof HTTPException && error.status < 500) {
    return refuse(c, { code: 'invalid', message: MISTAKES[error.status] ?? error.message })
  }
  const reference = newReference()
  log.error({ err: error, reference, method: c.req.method, path: c.req.path }, 'An API request ended in an error')
  const message = `Something went wrong on our side. Try again, and tell an admin the reference ${reference} if it stays.`
  return refuse(c, { code: 'internal', message, reference })
}

/** What the framework refuses before a schema is asked. */
const MISTAKES: Record<number, string> = {
  400: 'The body is not JSON. Look for a missing quote, comma or bracket.',
  415: 'Send the body as JSON, with the header Content-Type: application/json.',
}
