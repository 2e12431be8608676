import { type Expression, expressionBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import { contains } from '../db/portable.ts'
import type { ReportableColumns, Tables } from '../db/tables.ts'
import { numberFrom } from '../opportunities/lookup.ts'
import { priceOf } from '../rates/price-store.ts'
import { localDateOf } from '../time.ts'
import { wantsAttention } from './attention-store.ts'
import { ofCategory } from './category-store.ts'
import { type Filters, NOBODY, NONE } from './filters.ts'
import { hadStay, hasReached } from './stay-store.ts'

/** What can be narrowed down: a deal as it stands or stood, under the alias `d`. */
type Deal = ReportableColumns & { id: string }
type Condition = Expression<SqlBool>

const d = expressionBuilder<Tables & { d: Deal }, 'd'>()

/**
 * Narrows a query over deals down, the one way for lists and reports. The query calls the deals `d`; whether they are
 * those of now or of an earlier moment is its own choice: `filters.asOf` says here only which notes and tasks count.
 */
export function applyFilters<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  filters: Filters,
): SelectQueryBuilder<DB, TB, O> {
  return conditions(filters).reduce((narrowed, condition) => narrowed.where(condition), query)
}

/** Whether the deal `d` passes the filters, as one condition. */
export function passes(filters: Filters): Condition {
  return d.and(conditions(filters))
}

function conditions(filters: Filters): Condition[] {
  return [
    ...(filters.pipeline.length ? [d('d.pipeline_id', 'in', filters.pipeline)] : []),
    ...(filters.stage.length ? [d('d.stage_id', 'in', filters.stage)] : []),
    ...(filters.status.length ? [d('d.status', 'in', filters.status)] : []),
    ...(filters.owner.length ? [ownedBy(filters.owner)] : []),
    ...(filters.source.length ? [d.or(filters.source.map(cameFrom))] : []),
    ...(filters.notSource ?? []).map((source) => d.not(cameFrom(source))),
    ...(filters.reason?.length ? [endedFor(filters.reason)] : []),
    ...(filters.notReason?.length ? [notEndedFor(filters.notReason)] : []),
    ...(filters.tag.length ? [d.or(filters.tag.map(tagged))] : []),
    ...worth(filters),
    ...inPeriod(filters),
    ...created(filters),
    ...expected(filters),
    ...(filters.undated ? [d('d.expected_close_on', 'is', null)] : []),
    ...(filters.category?.length ? [ofCategory(filters.category)] : []),
    ...(filters.reached ? [hasReached(filters.reached, filters.asOf)] : []),
    ...(filters.stay ? [hadStay(filters.stay, filters.asOf)] : []),
    ...(filters.deal?.length ? [d.or(filters.deal.map(numbered))] : []),
    ...(filters.attention ? [wantsAttention(filters.attention, filters.asOf)] : []),
    ...(filters.q?.trim() ? [saying(filters.q.trim())] : []),
  ]
}

function ownedBy(owners: readonly string[]): Condition {
  const members = owners.filter((owner) => owner !== NOBODY)
  const owned = members.length ? [d('d.owner_id', 'in', members)] : []
  return d.or(owners.includes(NOBODY) ? [...owned, d('d.owner_id', 'is', null)] : owned)
}

/** True or false also where there is no source, so that it can be turned round. */
function cameFrom(source: string): Condition {
  return sql<boolean>`lower(coalesce(${d.ref('d.source')}, ${NONE})) = lower(${source})`
}

function endedFor(reasons: readonly string[]): Condition {
  const ids = reasons.filter((reason) => reason !== NONE)
  const any = [
    ...(ids.length ? [d('d.reason_id', 'in', ids)] : []),
    ...(reasons.includes(NONE) ? [d('d.reason_id', 'is', null)] : []),
  ]
  return d.and([lostOrAbandoned(), d.or(any)])
}

/** Open and won deals have no reason, and are let through. */
function notEndedFor(reasons: readonly string[]): Condition {
  const ids = reasons.filter((reason) => reason !== NONE)
  const explained = d.or([d('d.status', 'in', ['open', 'won']), d('d.reason_id', 'is not', null)])
  return d.and([
    ...(ids.length ? [d.or([d('d.reason_id', 'is', null), d('d.reason_id', 'not in', ids)])] : []),
    ...(reasons.includes(NONE) ? [explained] : []),
  ])
}

/** In the words of the index by reason, so that it can serve. */
export function lostOrAbandoned(): Condition {
  return sql<boolean>`${d.ref('d.status')} <> 'open' and ${d.ref('d.status')} <> 'won'`
}

/** Tags are a JSON array of lower-case words. */
function tagged(tag: string): Condition {
  return contains(d.ref('d.tags'), JSON.stringify(tag.toLowerCase()))
}

/** By what deals convert to; those without a price are left out. */
function worth({ minValue, maxValue, currency, asOf, timeZone, today }: Filters): Condition[] {
  if (minValue === undefined && maxValue === undefined) return []
  const price = priceOf({ currency, day: asOf ? localDateOf(asOf, timeZone) : today })
  return [
    ...(minValue === undefined ? [] : [sql<SqlBool>`${price} >= ${minValue}`]),
    ...(maxValue === undefined ? [] : [sql<SqlBool>`${price} <= ${maxValue}`]),
  ]
}

/** Open deals whenever they began, and closed ones whose final close, on the workspace's local day, lies in it. */
function inPeriod({ period: { fromDate, toDate }, status }: Filters): Condition[] {
  const closed = [
    ...(fromDate ? [d('d.closed_on', '>=', fromDate)] : []),
    ...(toDate ? [d('d.closed_on', '<', toDate)] : []),
  ]
  // Without the choice between open and closed deals, an index can serve.
  const noneOpen = status.length > 0 && !status.includes('open')
  const onlyOpen = status.length === 1 && status.includes('open')
  if (closed.length === 0 || onlyOpen) return []
  return noneOpen ? closed : [d.or([d('d.status', '=', 'open'), d.and(closed)])]
}

function created({ created: period }: Filters): Condition[] {
  return [
    ...(period?.from ? [d('d.created_at', '>=', period.from)] : []),
    ...(period?.to ? [d('d.created_at', '<', period.to)] : []),
  ]
}

function expected({ expected: period }: Filters): Condition[] {
  return [
    ...(period?.fromDate ? [d('d.expected_close_on', '>=', period.fromDate)] : []),
    ...(period?.toDate ? [d('d.expected_close_on', '<', period.toDate)] : []),
  ]
}

/** Every word occurs in the name, the contact or the company; or the words are the deal's reference. */
function saying(words: string): Condition {
  const everyWord = d.and(words.split(/\s+/).map((word) => d.or([contains(d.ref('d.name'), word), about(word)])))
  const number = numberFrom(words)
  return number === null ? everyWord : d.or([everyWord, numbered(number)])
}

function about(word: string): Condition {
  const contact = d
    .selectFrom('contacts as about')
    .select('about.id')
    .whereRef('about.id', '=', 'd.contact_id')
    .where((row) => row.or([contains(row.ref('about.name'), word), contains(row.ref('about.company'), word)]))
  return d.exists(contact)
}

/** By way of the current row: history spans carry no number. */
function numbered(number: number): Condition {
  const deal = d.selectFrom('opportunities as numbered').select('numbered.id').whereRef('numbered.id', '=', 'd.id')
  return d.exists(deal.where('numbered.number', '=', number))
}
