import type { Instant } from '../time.ts'
import { CUSTOMERS } from './customers.ts'
import type { SampleEvent } from './events.ts'
import { lifeOf, officeHours } from './life.ts'
import { seededRandom } from './random.ts'

/** How far back the sample reaches. */
export const SAMPLE_DAYS = 212

const DEALS = 68
const SEED = 2026
const DAY_MS = 86_400_000

/** Everything that happens in the sample until `now`, in the order in which it happens: the same for the same `now`. */
export function planSample(now: Instant): SampleEvent[] {
  const random = seededRandom(SEED)
  const present = Date.parse(now)
  const lives = Array.from({ length: DEALS }, (_, deal) => {
    // More of them lately, since a pipeline is full of deals that are young; none begins today.
    const daysAgo = (SAMPLE_DAYS - 6) * (1 - deal / DEALS) ** 1.4 + random.between(0, 3)
    const at = Math.min(officeHours(random, present - daysAgo * DAY_MS), present - DAY_MS / 2)
    const owner = random.chance(0.56) ? 'ana' : 'ben'
    return lifeOf(random, { deal, at, now: present, owner, customer: random.pick(CUSTOMERS) })
  })
  return lives.flat().sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.deal - b.deal))
}
