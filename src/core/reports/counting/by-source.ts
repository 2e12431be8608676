import type { Ctx } from '../../context.ts'
import { stagesOf } from '../../filters/directory.ts'
import { type Filters, loadDirectory, NONE } from '../../filters/index.ts'
import type { Status } from '../../opportunities/model.ts'
import { type Grouping, type GroupRow, groupRows } from './group-rows.ts'
import { once } from './once.ts'
import { pricingOf } from './priced.ts'
import { neverDeals } from './real.ts'
import { negated, type Tally, tallyOf } from './tally.ts'

/** Deals of one status that came from one source, as it was written. */
interface SourceGroup extends Tally {
  readonly source: string | null
  readonly status: Status
  /** Seconds from creation to the final close, of all of them together. */
  readonly cycles: number
}

interface SourceRow extends GroupRow {
  readonly source: string | null
}

const SOURCES: Grouping = { columns: ['d.status', 'd.source', 'd.currency'], lens: 'both' }

/** Everything that came from one source, however it was written. */
export interface Source {
  /** As it is written most often; NONE for deals without a source. */
  readonly name: string
  /** Every way that it is written in, as filters tell them apart. */
  readonly spellings: readonly string[]
  readonly groups: readonly SourceGroup[]
  /** What rates are made of: what never was a deal is there once more, to be taken away. */
  readonly real: readonly SourceGroup[]
}

/** The deals that the filters let through, by source. */
export async function bySource(ctx: Ctx, filters: Filters): Promise<Source[]> {
  const never = neverDeals(filters, await loadDirectory(ctx))
  const groups = await askFor(ctx, filters)
  const others = (never ? await askFor(ctx, never) : []).map((group) => ({ ...negated(group), cycles: -group.cycles }))
  const keys = [...new Set(groups.map(keyOf))]
  return keys.map((key) => {
    const own = groups.filter((group) => keyOf(group) === key)
    const real = [...own, ...others.filter((group) => keyOf(group) === key)]
    return { ...spelled(own), groups: own, real }
  })
}

function askFor(ctx: Ctx, filters: Filters): Promise<SourceGroup[]> {
  return once(ctx, 'sources', filters, async () => {
    const [directory, pricing] = await Promise.all([loadDirectory(ctx), pricingOf(ctx, filters.asOf)])
    const rows = await groupRows<SourceRow>(ctx, filters, { pricing, stages: stagesOf(directory) }, SOURCES)
    return rows.map(({ source, status, cycles, ...row }) => ({ ...tallyOf(pricing, row), source, status, cycles }))
  })
}

/** Case is ignored, as filters do; a source called “none” is none. */
function keyOf({ source }: SourceGroup): string {
  return (source ?? NONE).toLowerCase()
}

function spelled(groups: readonly SourceGroup[]): Pick<Source, 'name' | 'spellings'> {
  const counts = new Map<string, number>()
  for (const { source, count } of groups) counts.set(source ?? NONE, (counts.get(source ?? NONE) ?? 0) + count)
  const written = [...counts].sort(([a, many], [b, others]) => others - many || (a > b ? -1 : 1)).map(([name]) => name)
  const [name = NONE] = written
  if (name.toLowerCase() === NONE) return { name: NONE, spellings: [NONE] }
  // Filters take A-Z and a-z for the same on every engine, and other letters on some.
  const apart = new Map(
    [...written].reverse().map((one) => [one.replace(/[A-Z]/g, (letter) => letter.toLowerCase()), one]),
  )
  return { name, spellings: [...apart.values()] }
}
