import type { Instant } from '../time.ts'

/** Something that must still happen outside, once its change is durable. */
export interface JobInput {
  readonly kind: string
  /** Jobs of one kind and key that still wait are one job. */
  readonly key: string
  readonly payload: Readonly<Record<string, unknown>>
  /** Not before; left out, as soon as possible. */
  readonly runAt?: Instant
}
