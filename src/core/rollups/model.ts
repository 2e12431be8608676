import type { DealRollupRow, OpportunityHistoryRow } from '../db/tables.ts'
import { DAY_SECONDS, type Instant, type LocalDate } from '../time.ts'

/** What a span of history says of a deal, as far as rollups count it. */
export type Standing = Pick<
  OpportunityHistoryRow,
  | ('status' | 'deleted' | 'currency' | 'pipeline_id' | 'stage_id' | 'owner_id' | 'source' | 'highest_rank')
  | ('value' | 'probability' | 'created_at' | 'closed_on' | 'cycle_seconds')
>

export type RollupRow = Omit<DealRollupRow, 'workspace_id' | 'generation'>
type Key = Omit<RollupRow, keyof Sums>
type Sums = Pick<RollupRow, 'deals' | 'valued' | 'amount' | 'weighted' | 'cycles'>

/** What totals depend on beside the deals themselves: when either changes, they are built anew. */
export interface Basis {
  /** The workspace's local day. */
  dayOf(instant: Instant): LocalDate
  /** Percent. */
  probabilityOf(stageId: string): number
}

/** Adds deals up: 1 puts one in, -1 takes it out again. */
export class Totals {
  readonly #basis: Basis
  readonly #rows = new Map<string, RollupRow>()

  constructor(basis: Basis) {
    this.#basis = basis
  }

  /** The deal as it stands: among the open or the closed ones, in its cohort and, when won, by its cycle. */
  stands(deal: Standing, sign: 1 | -1): void {
    if (deal.deleted) return
    const { source, status, highest_rank } = deal
    const owner_id = deal.owner_id ?? ''
    const sums = this.#sumsOf(deal, sign)
    const whole = { lens: 'both', source: source ?? '', status, owner_id, highest_rank, cycle_days: 0 } as const
    const closed = (deal.closed_on ?? '').slice(0, 7)
    const created = this.#basis.dayOf(deal.created_at).slice(0, 7)
    this.#add(deal, { ...whole, kind: status === 'open' ? 'open' : 'closed-month', bucket: closed }, sums)
    this.#add(deal, { ...whole, kind: 'created-month', bucket: created }, sums)
    if (deal.closed_on !== null) {
      const anyone = { lens: 'none', source: '', status, owner_id: '', highest_rank: 0, cycle_days: 0 } as const
      this.#add(deal, { ...anyone, kind: 'closed-day', bucket: deal.closed_on }, sums)
    }
    if (status !== 'won') return
    const cycle_days = Math.floor((deal.cycle_seconds ?? 0) / DAY_SECONDS)
    const byCycle = { lens: 'owner', source: '', status, owner_id, highest_rank: 0, cycle_days } as const
    this.#add({ ...deal, stage_id: '' }, { ...byCycle, kind: 'cycle-month', bucket: closed }, sums)
  }

  /** What a change at the moment did to the open deals: on the day, from how the deal stood to how it stands. */
  changes(before: Standing | null, after: Standing, at: Instant): void {
    const bucket = this.#basis.dayOf(at)
    for (const [deal, sign] of [[before, -1] as const, [after, 1] as const]) {
      if (!deal || deal.deleted || deal.status !== 'open') continue
      const sums = this.#sumsOf(deal, sign)
      const alike = { kind: 'change-day', bucket, status: deal.status, highest_rank: 0, cycle_days: 0 } as const
      this.#add(deal, { ...alike, lens: 'owner', source: '', owner_id: deal.owner_id ?? '' }, sums)
      this.#add(deal, { ...alike, lens: 'source', source: deal.source ?? '', owner_id: '' }, sums)
    }
  }

  /** The rows, coarser ones too; those that came to nothing are left out. */
  rows(): RollupRow[] {
    for (const row of [...this.#rows.values()]) for (const coarser of coarserKeys(row)) this.#put(coarser, row)
    return [...this.#rows.values()].filter((row) => SUMS.some((sum) => row[sum] !== 0))
  }

  #add(deal: Standing, key: Omit<Key, 'currency' | 'pipeline_id' | 'stage_id'>, sums: Sums): void {
    const { currency, pipeline_id, stage_id } = deal
    this.#put({ ...key, currency, pipeline_id, stage_id }, sums)
  }

  #put(key: Key, sums: Sums): void {
    const name = keyOf(key)
    const known = this.#rows.get(name)
    if (known) for (const sum of SUMS) known[sum] += sums[sum]
    else this.#rows.set(name, { ...key, ...pick(sums) })
  }

  #sumsOf({ value, probability, stage_id, status, cycle_seconds }: Standing, sign: 1 | -1): Sums {
    const weight = status === 'open' ? weigh(value ?? 0, probability ?? this.#basis.probabilityOf(stage_id)) : 0
    return {
      deals: sign,
      valued: value === null ? 0 : sign,
      amount: sign * (value ?? 0),
      weighted: sign * weight,
      cycles: sign * (cycle_seconds ?? 0),
    }
  }
}

export const SUMS = ['deals', 'valued', 'amount', 'weighted', 'cycles'] as const

/** Rows of the same key are one row. */
export function keyOf(key: Key): string {
  const { kind, lens, bucket, source, status, currency, pipeline_id, stage_id, owner_id, highest_rank, cycle_days } =
    key
  const place = `${pipeline_id}|${stage_id}|${owner_id}|${highest_rank}|${cycle_days}`
  return `${kind}|${lens}|${bucket}|${status}|${currency}|${place}|${source}`
}

/** Rounded half up, in parts, so that the product stays exact. */
function weigh(value: number, percent: number): number {
  const whole = Math.trunc(value / 100)
  return whole * percent + Math.floor(((value - whole * 100) * percent + 50) / 100)
}

function pick({ deals, valued, amount, weighted, cycles }: Sums): Sums {
  return { deals, valued, amount, weighted, cycles }
}

/** Every coarser row that the finest ones are part of, too. */
function coarserKeys(row: RollupRow): Key[] {
  const year = { ...row, bucket: row.bucket.slice(0, 4) }
  const month = { ...row, kind: 'change-month', bucket: row.bucket.slice(0, 7) } as const
  const anySource = { ...row, lens: 'owner', source: '' } as const
  switch (row.kind) {
    case 'open':
    case 'created-month':
      return [anySource]
    case 'closed-month':
      return [anySource, { ...year, kind: 'closed-year' }, { ...anySource, kind: 'closed-year', bucket: year.bucket }]
    case 'cycle-month':
      return [{ ...year, kind: 'cycle-year' }]
    case 'change-day':
      return row.lens === 'owner'
        ? [month, { ...row, lens: 'none', owner_id: '' }, { ...month, lens: 'none', owner_id: '' }]
        : [month]
    default:
      return []
  }
}
