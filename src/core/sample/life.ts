import { type Instant, type LocalDate, toInstant } from '../time.ts'
import { type CUSTOMERS, NOTES, OFFERS, SOURCES, TAGS } from './customers.ts'
import type { Deed, SampleEvent } from './events.ts'
import type { Random } from './random.ts'
import type { Person, Rep } from './team.ts'

const STAGES = ['Prospecting', 'Qualification', 'Proposal', 'Negotiation'] as const
/** Days that a deal usually spends in each stage. */
const DWELL = [
  [2, 14],
  [4, 20],
  [6, 24],
  [3, 21],
] as const
/** How often a deal ends in each stage rather than going on, at even luck; the last one also wins. */
const DROP_OUT = [0.12, 0.13, 0.15, 0.24] as const
const LOST_BECAUSE = ['Price', 'Competitor', 'Competitor', 'No budget', 'Timing', 'No decision'] as const
const ABANDONED_BECAUSE = ['No response', 'No response', 'Not a fit', 'Duplicate'] as const
const DAY_MS = 86_400_000

/** A deal's beginning: when, whose, with whom. */
export interface Beginning {
  readonly deal: number
  readonly at: number
  readonly now: number
  readonly owner: Rep
  readonly customer: (typeof CUSTOMERS)[number]
}

/** Tells what happens to one deal from its creation until it ends or the present is reached. */
export function lifeOf(random: Random, { deal, at, now, owner, customer }: Beginning): SampleEvent[] {
  const events: SampleEvent[] = []
  let clock = at
  let rep = owner
  const add = (deed: Deed, by: Person = rep, via: SampleEvent['via'] = random.chance(0.8) ? 'slack' : 'web') =>
    void events.push({ at: toInstant(new Date(clock)), deal, by, via, deed })
  const later = (least: number, most: number): boolean => {
    clock = officeHours(random, clock + random.between(least, most) * DAY_MS)
    return clock < now
  }

  const { name: source, luck } = weighted(random)
  const offer = random.pick(OFFERS)
  const worth = random.between(offer.least * 10, offer.most * 10) * 100_00
  let unpriced = random.chance(0.18)
  const close = dayAfter(clock, random.between(40, 110))
  const tags = random.chance(0.35) ? [random.pick(TAGS)] : []
  const name = `${customer.company} ${offer.name}`
  const told = { name, customer, owner: rep, source, tags, value: unpriced ? null : worth }
  add({ kind: 'create', ...told, expectedCloseOn: random.chance(0.7) ? close : null })

  for (let stage = 0; ; ) {
    const [least, most] = DWELL[stage] as readonly [number, number]
    if (random.chance(0.45) && later(1, 3)) add({ kind: 'note', text: random.pick(NOTES) })
    if (!later(least, most)) return events

    if (random.chance((DROP_OUT[stage] as number) / luck)) {
      const lost = random.chance([0.4, 0.7, 0.9, 1][stage] as number)
      const reason = random.pick(lost ? LOST_BECAUSE : ABANDONED_BECAUSE)
      add({ kind: 'close', status: lost ? 'lost' : 'abandoned', reason })
      if (!random.chance(0.14) || !later(12, 45)) return events
      stage = Math.max(1, stage - 1)
      add({ kind: 'reopen', stage: STAGES[stage] as string })
      continue
    }
    if (stage === STAGES.length - 1) {
      add({ kind: 'close', status: 'won', reason: null, ...(unpriced && { value: worth }) })
      return events
    }
    const goesBack = stage === 2 && random.chance(0.08)
    stage = goesBack ? stage - 1 : Math.min(STAGES.length - 1, stage + (random.chance(0.1) ? 2 : 1))
    add({ kind: 'move', stage: STAGES[stage] as string })
    if (unpriced && stage === 2 && random.chance(0.6)) {
      add({ kind: 'edit', value: worth })
      unpriced = false
    }
    if (random.chance(0.2)) add({ kind: 'edit', expectedCloseOn: dayAfter(clock, random.between(15, 60)) })
    if (random.chance(0.05)) {
      rep = rep === 'ana' ? 'ben' : 'ana'
      add({ kind: 'assign', owner: rep }, 'mia', 'web')
    }
  }
}

/** The same day or the Monday after, at a time when people work in Berlin. */
export function officeHours(random: Random, time: number): number {
  const midnight = Math.floor(time / DAY_MS) * DAY_MS
  const weekday = new Date(midnight).getUTCDay()
  const workday = midnight + ({ 6: 2, 0: 1 }[weekday] ?? 0) * DAY_MS
  return workday + random.between(7 * 60, 15 * 60) * 60_000
}

function weighted(random: Random): (typeof SOURCES)[number] {
  const bag = SOURCES.flatMap((source) => Array.from({ length: source.weight }, () => source))
  return random.pick(bag)
}

function dayAfter(time: number, days: number): LocalDate {
  const instant: Instant = toInstant(new Date(time + days * DAY_MS))
  return instant.slice(0, 10)
}
