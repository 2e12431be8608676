import { AppError, type Log, newReference } from '../../core/index.ts'

/** Slack refused something or did not answer while a person waits. */
export class SlackTrouble extends Error {
  /** What did not happen: "Slack did not open the form in time." */
  readonly sentence: string

  constructor(sentence: string, cause: unknown) {
    super(sentence, { cause })
    this.name = 'SlackTrouble'
    this.sentence = sentence
  }
}

/** A sentence for the person about whatever went wrong. What is a bug is logged under the reference that they read. */
export function explain(error: unknown, log: Log): string {
  if (error instanceof AppError) return error.message
  const reference = newReference()
  log.error({ err: error, reference }, 'A Slack request ended in an error')
  if (error instanceof SlackTrouble) return `${error.sentence} Try again (reference ${reference}).`
  return `Something went wrong on our side. Try again, and tell an admin the reference ${reference} if it stays.`
}
