import type { Term } from '../terms.ts'
import type { Instant } from '../time.ts'

interface Named {
  readonly id: string
  readonly name: string
}

/** What shall be won in a month or a quarter, by an owner or the whole team, in a pipeline or in all of them. */
export interface Target extends Omit<Term, 'endsOn'> {
  readonly id: string
  /** Null is the whole team. */
  readonly owner: Named | null
  /** Null is every pipeline. */
  readonly pipeline: Named | null
  /** Minor units of the workspace's currency; null where a target was taken back. */
  readonly value: number | null
  /** By name; null for the program. */
  readonly setBy: string | null
  readonly setAt: Instant
}

/** Whose target, and where. Empty lists mean the team, and all pipelines. */
export interface Wanting {
  readonly owners: readonly string[]
  readonly pipelines: readonly string[]
}

/**
 * What the targets want in a term; null where none says so. A quarter's own target comes before the sum of its months', one
 * for all pipelines before the sum of single ones, the team's before the sum of its owners'.
 * @param months the months of a quarter; none for a month
 */
export function wantedIn(targets: readonly Target[], term: Term, months: readonly Term[], who: Wanting): number | null {
  const terms = [term, ...months]
  const here = targets.filter((one) =>
    terms.some(({ unit, startsOn }) => one.unit === unit && one.startsOn === startsOn),
  )
  const pipelines = distinct(here.map(({ pipeline }) => pipeline?.id))
  const exact = (owner: string | null, pipeline: string | null) => {
    const own = here.filter((one) => (one.owner?.id ?? null) === owner && (one.pipeline?.id ?? null) === pipeline)
    const whole = own.find(({ unit }) => unit === term.unit)
    return whole ? whole.value : sumOf(own.map(({ value }) => value))
  }
  const of = (owner: string | null) => {
    if (who.pipelines.length > 0) return sumOf(who.pipelines.map((pipeline) => exact(owner, pipeline)))
    return exact(owner, null) ?? sumOf(pipelines.map((pipeline) => exact(owner, pipeline)))
  }
  if (who.owners.length > 0) return sumOf(who.owners.map(of))
  return of(null) ?? sumOf(distinct(here.map(({ owner }) => owner?.id)).map(of))
}

function distinct(ids: readonly (string | undefined)[]): string[] {
  return [...new Set(ids)].filter((id) => id !== undefined)
}

/** Null when there is nothing to add. */
function sumOf(values: readonly (number | null)[]): number | null {
  return values.reduce((sum, value) => (value === null ? sum : (sum ?? 0) + value), null)
}
