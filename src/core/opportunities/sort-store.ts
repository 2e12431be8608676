import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../context.ts'
import type { Filters } from '../filters/index.ts'
import { hasRates } from '../rates/index.ts'
import { priceAt } from '../rates/price-store.ts'

/** The deal's own probability, else its stage's; what is closed has happened, or will not. */
const CHANCE = sql<number>`case d.status when 'open' then
  coalesce(d.probability, (select s.probability from stages s where s.id = d.stage_id))
  when 'won' then 100 else 0 end`
/** Where its stage stands: pipelines in their order, and the stages of each in theirs. */
const STAGE_PLACE = sql<number>`(select p.position * 1000 + s.rank from stages s
  join pipelines p on p.id = s.pipeline_id where s.id = d.stage_id)`

/** What a list can be sorted by; a column that may be empty sorts empty ones last when ascending. */
const COLUMN_KEYS = {
  created: sql<string>`d.created_at`,
  closed: sql<string>`coalesce(d.closed_at, '9999')`,
  activity: sql<string>`d.last_activity_at`,
  'stage-entered': sql<string>`d.stage_entered_at`,
  'expected-close': sql<string>`coalesce(d.expected_close_on, '9999')`,
  name: sql<string>`lower(d.name)`,
  number: sql<number>`d.number`,
  stage: STAGE_PLACE,
  status: sql<string>`case d.status when 'open' then '1' when 'won' then '2' when 'lost' then '3' else '4' end`,
  probability: CHANCE,
  owner: lastIfEmpty(sql`(select m.name from members m where m.id = d.owner_id)`),
  contact: lastIfEmpty(sql`(select c.name from contacts c where c.id = d.contact_id)`),
  company: lastIfEmpty(sql`(select c.company from contacts c where c.id = d.contact_id)`),
  source: lastIfEmpty(sql`d.source`),
  reason: lastIfEmpty(sql`(select r.name from reasons r where r.id = d.reason_id)`),
} as const
/** In the workspace's currency; see `worthKey`. */
const WORTH_KEYS = ['value', 'weighted'] as const
const NUMBERS: readonly string[] = [...WORTH_KEYS, 'number', 'stage', 'probability'] satisfies SortKey[]

export type SortKey = keyof typeof COLUMN_KEYS | (typeof WORTH_KEYS)[number]
/** A sort key; with `-` before it, the largest or latest first. */
export type Sort = SortKey | `-${SortKey}`
export const SORTS = [...Object.keys(COLUMN_KEYS), ...WORTH_KEYS].flatMap((key) => [key, `-${key}`]) as readonly Sort[]

/** How a list is sorted. */
export interface Order {
  readonly key: RawBuilder<string | number>
  readonly direction: 'asc' | 'desc'
}

/** What rows are sorted by, and which way. */
export async function orderOf(ctx: Ctx, { asOf }: Pick<Filters, 'asOf'>, sort: Sort): Promise<Order> {
  const name = nameOf(sort)
  const direction = sort.startsWith('-') ? 'desc' : 'asc'
  if (name !== 'value' && name !== 'weighted') return { key: COLUMN_KEYS[name], direction }
  const price = await priceIn(ctx, asOf)
  const amount = name === 'value' ? price : sql<number>`${price} * ${CHANCE}`
  return { key: worthKey(amount, direction), direction }
}

/** Whether the key of a sort is a number. */
export function isNumeric(sort: Sort): boolean {
  return NUMBERS.includes(nameOf(sort))
}

function nameOf(sort: Sort): SortKey {
  return sort.replace(/^-/, '') as SortKey
}

/** By what deals convert to. While there are no rates, by what an index of open deals holds: no row is read for it. */
async function priceIn(ctx: Ctx, asOf: Filters['asOf']): Promise<RawBuilder<number | null>> {
  if (await hasRates(ctx)) return priceAt(ctx, asOf)
  return sql<number | null>`case when d.currency = ${ctx.workspace.currency} then d.value end`
}

/** Whichever way it is sorted, deals without a value come after all others, and those without a rate after these. */
function worthKey(amount: RawBuilder<number | null>, direction: Order['direction']): RawBuilder<number> {
  const [unpriced, unvalued] = direction === 'desc' ? [-2, -1] : [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 1]
  const missing = sql`case when d.value is null then ${sql.lit(unvalued)} else ${sql.lit(unpriced)} end`
  return sql<number>`coalesce(${amount}, ${missing})`
}

/** Words in any case, and after all of them where there is none. A function declaration: the keys above need it. */
function lastIfEmpty(words: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`case when ${words} is null then '1' else '0' || lower(${words}) end`
}
