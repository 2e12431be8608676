import { invalid } from '../errors.ts'

/** What a request was answered. */
export interface Answer {
  readonly status: number
  /** JSON; empty where nothing is answered, or where the answer is a secret that must not be kept. */
  readonly body: string
}

const LONGEST_KEY = 200

/** Accepts a key of visible characters. Throws `invalid` otherwise. */
export function checkKey(key: string): string {
  if (/^[\x21-\x7e]+$/.test(key) && key.length <= LONGEST_KEY) return key
  throw invalid(`An Idempotency-Key has 1 to ${LONGEST_KEY} visible characters, such as a UUID.`)
}
