import { randomInt } from 'node:crypto'
import { AppError, type Log } from '../core/index.ts'

/** Without signs that look alike. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Slack refused a form, or did not answer in time. */
export class SlackTookTooLong extends Error {
  constructor(cause: unknown) {
    super('Slack did not open the form', { cause })
    this.name = 'SlackTookTooLong'
  }
}

/** A sentence for the person about whatever went wrong. What is a bug is logged under the reference that they read. */
export function explain(error: unknown, log: Log): string {
  if (error instanceof AppError) return error.message
  const reference = Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]).join('')
  log.error({ err: error, reference }, 'A Slack request ended in an error')
  if (error instanceof SlackTookTooLong)
    return `Slack did not open the form in time. Try again (reference ${reference}).`
  return `Something went wrong on our side. Try again, and tell an admin the reference ${reference} if it stays.`
}
