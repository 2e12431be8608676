/** What went wrong, as far as a program needs to know. The closed set behind every HTTP status and Slack answer. */
export type ErrorCode = 'not_found' | 'invalid' | 'forbidden' | 'conflict'

/** Words that name nothing, or several things, and what they may have been meant to name. */
export interface Unclear {
  /** As they were written. */
  readonly words: string
  /** What each is called; its `id` names it for certain, and `say` is what to write where that is not its name. */
  readonly meant: readonly { readonly id: string; readonly name: string; readonly say?: string }[]
}

/**
 * A failure that a person can act on. `message` is written for that person: what happened, then what to do.
 * Anything else that is thrown is a bug and is never shown.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  /** One sentence per field of a form, by field name. */
  readonly fields: Readonly<Record<string, string>>
  /** What may be said instead, where that is known: a surface can offer it. */
  readonly unclear: Unclear | null

  constructor(code: ErrorCode, message: string, fields: Record<string, string> = {}, unclear: Unclear | null = null) {
    super(message)
    this.name = 'AppError'
    this.code = code
    this.fields = fields
    this.unclear = unclear
  }
}

/** The same failure, which also says that it is about this field of a form. */
export function aboutField(field: string, { code, message, fields, unclear }: AppError): AppError {
  return new AppError(code, message, { [field]: message, ...fields }, unclear)
}

/** Says with a refusal which field it is about, so that a form can show it there. */
export async function onField<T>(field: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw aboutField(field, error)
  }
}

/** "D-9 does not exist." */
export const notFound = (message: string): AppError => new AppError('not_found', message)

/** What was asked makes no sense; `fields` says so field by field. */
export const invalid = (message: string, fields: Record<string, string> = {}): AppError =>
  new AppError('invalid', message, fields)

/** The actor's role does not allow it. */
export const forbidden = (message: string): AppError => new AppError('forbidden', message)

/** The deal is no longer as the person saw it. */
export const conflict = (message: string): AppError => new AppError('conflict', message)
