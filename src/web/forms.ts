import type { Context } from 'hono'
import { AppError } from '../core/index.ts'
import type { WebEnv } from './env.ts'

/** What somebody typed into a form, by field. */
export type Typed = Readonly<Record<string, string>>

/** A form that core refused: shown again with what was typed and what was wrong. */
export interface Refusal {
  /** Which of the page's forms. */
  readonly form: string
  readonly message: string
  /** One sentence per field. */
  readonly fields: Readonly<Record<string, string>>
  readonly typed: Typed
  readonly code: AppError['code']
}

/** The form's fields as text; files and repeated fields have no place in ours. */
async function readForm(c: Context<WebEnv>): Promise<Typed> {
  const body = await c.req.parseBody()
  return Object.fromEntries(
    Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

/** A field's text; null when it is missing or blank. */
export function written(typed: Typed, field: string): string | null {
  return typed[field]?.trim() || null
}

/** The version of the deal that the person saw, for whoever changes it. */
export function seenVersion(typed: Typed): { version?: number } {
  const version = Number(typed.version)
  return Number.isInteger(version) && version > 0 ? { version } : {}
}

/** Carries a form out; what core refuses becomes the same page again, with the input kept. */
export async function submit(
  c: Context<WebEnv>,
  form: string | ((typed: Typed) => string),
  carryOut: (typed: Typed) => Promise<Response>,
  showAgain: (refusal: Refusal) => Promise<Response>,
): Promise<Response> {
  const typed = await readForm(c)
  try {
    return await carryOut(typed)
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'not_found') throw error
    const { message, fields, code } = error
    return showAgain({ form: typeof form === 'string' ? form : form(typed), message, fields, typed, code })
  }
}
