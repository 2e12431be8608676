import { invalid } from '../errors.ts'
import { sameName } from '../matching.ts'
import { cleanText } from '../text.ts'
import type { Instant } from '../time.ts'

/** The endings that ask why. */
export type ReasonStatus = 'lost' | 'abandoned'

/** Why deals are lost or abandoned: one of a short list, so that it can be counted. */
export interface Reason {
  readonly id: string
  readonly name: string
  readonly status: ReasonStatus
  readonly position: number
  readonly retiredAt: Instant | null
  /** It says that there never was a deal, as “Duplicate” may: deals closed for it count in no rate. */
  readonly notARealDeal: boolean
}

/** A reason's name as it is kept. Throws `invalid` when another one of the same status has it. */
export function reasonName(name: string, others: readonly Reason[]): string {
  const clean = cleanText(name, { field: 'name', max: 200, required: true })
  if (others.some((other) => sameName(other.name, clean))) {
    const message = `There is a reason called ${clean} already. Choose another name.`
    throw invalid(message, { name: message })
  }
  return clean
}
