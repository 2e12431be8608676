import { createHmac, timingSafeEqual } from 'node:crypto'

/** Seconds that a request may lie in the past, and just as many in the future. */
const WINDOW_SECONDS = 300

/** Slack's signature over the raw bytes of a request. */
export interface Signed {
  readonly timestamp: string | null
  readonly signature: string | null
  readonly body: Uint8Array
}

/**
 * Whether Slack signed these bytes with `secret`, within five minutes of `now` on either side. Constant in time.
 * Without a secret, as in Socket Mode, nothing is.
 */
export function isSignedBySlack({ timestamp, signature, body }: Signed, secret: string, now: Date): boolean {
  if (!secret || !timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) return false
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > WINDOW_SECONDS) return false
  const expected = Buffer.from(
    `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`,
  )
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** Signatures seen lately. Two generations, so that forgetting the old ones costs nothing. */
export interface SeenSignatures {
  /** Whether this is the first time; remembers it. */
  isFirst(signature: string, now: Date): boolean
}

/** Remembers each signature for at least as long as its timestamp stays good: both sides of the window. */
export function seenSignatures(most = 50_000): SeenSignatures {
  let current = new Set<string>()
  let previous = new Set<string>()
  let since = 0
  return {
    isFirst(signature, now) {
      if (current.size >= most || now.getTime() - since > 2 * WINDOW_SECONDS * 1000) {
        previous = current
        current = new Set()
        since = now.getTime()
      }
      if (current.has(signature) || previous.has(signature)) return false
      current.add(signature)
      return true
    },
  }
}
