import { z } from '@hono/zod-openapi'
import { LARGEST_VALUE, numberFrom, STATUSES } from '../../core/index.ts'

/** A moment, as every answer writes it. */
export const instant = z.string().openapi({ format: 'date-time', example: '2026-11-23T14:05:00.000Z' })

/** A calendar day without a zone. */
export const localDate = z.string().openapi({ format: 'date', example: '2026-12-31' })

export const id = z.string().openapi({ example: '0190d3a4-6f0e-7c3a-9a51-2f6b1f0c9e11' })

/** Minor units of a currency, as every answer writes it. */
export const minorUnits = z.int().openapi({ description: 'Minor units, such as cents.', example: 1200000 })

/** A value that a request gives; core says what is wrong with one that no deal can have. */
export const value = z
  .number()
  .nullable()
  .openapi({
    type: ['integer', 'null'],
    minimum: 0,
    maximum: LARGEST_VALUE,
    description: 'Minor units, such as cents; null when nobody knows yet.',
    example: 1200000,
  })

export const currencyCode = z.string().openapi({ description: 'ISO 4217', example: 'USD' })

/** A share, as every answer writes it. */
export const percent = z.int().openapi({ description: 'Percent.', example: 50 })

export const status = z.enum(STATUSES)

export const role = z.enum(['rep', 'manager', 'admin'])

/** What the caller saw: a change that somebody made since then is answered with 409 and the current state. */
export const version = z
  .int()
  .optional()
  .openapi({ description: 'The version you saw. If it changed since, nothing is written: 409.', example: 3 })

/** The path of one thing by its id. */
export const byId = z.object({ id })

/** The path of one deal: 42, or D-42. */
export const byNumber = z.object({
  number: z
    .string()
    .transform(
      (words, context) => numberFrom(words) ?? context.addIssue(`“${words}” is not a deal’s number, such as 42.`),
    )
    .pipe(z.number())
    .openapi({ type: 'integer', example: 42 }),
})

/** A query parameter that may stand several times: any of its values. */
export function anyOf(description: string) {
  return z
    .union([z.string(), z.array(z.string())])
    .transform((words) => [words].flat())
    .optional()
    .openapi({ type: 'array', items: { type: 'string' }, description })
}

/** A query parameter that is a switch. */
export function yesOrNo(description: string) {
  return z
    .stringbool({ truthy: ['true', '1'], falsy: ['false', '0', ''] })
    .optional()
    .openapi({ type: 'boolean', description })
}

/** How many at the most. */
export const limit = z
  .string()
  .regex(/^([1-9]|[1-9]\d|1\d\d|200)$/, 'Ask for 1 to 200 at a time.')
  .transform(Number)
  .optional()
  .openapi({ type: 'integer', minimum: 1, maximum: 200, description: 'How many at the most.' })
