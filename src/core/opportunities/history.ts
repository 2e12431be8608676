import type { Ctx, Via } from '../context.ts'
import type { Named } from '../matching.ts'
import { didWhat } from './change.ts'
import type { ChangeKind, Opportunity } from './model.ts'
import * as store from './store.ts'

type Fact = string | number | readonly string[] | null

/** One change of a deal: when it took effect, what kind, by whom, from where, and what is different since. */
export interface HistoryItem {
  readonly at: string
  readonly kind: ChangeKind
  /** The member's name; "Dealwright" for what the program did by itself. */
  readonly by: string
  readonly via: Via
  readonly version: number
  /** Field by field `[before, after]`, with names instead of ids; of a creation, only what was set. */
  readonly changes: Readonly<Record<string, readonly [Fact, Fact]>>
}

/** A deal's facts at an earlier version, with what they point at by id and name. */
export interface EarlierFacts extends Pick<Opportunity, 'name' | 'status' | 'value' | 'currency' | 'source' | 'tags'> {
  readonly expectedCloseOn: Opportunity['expectedCloseOn']
  readonly pipeline: Named
  readonly stage: Named
  readonly owner: Named | null
  readonly contact: Named | null
}

/** What became of a deal since somebody looked at it. */
export interface ChangesSince {
  /** As they saw it; null when that version never was. */
  readonly before: EarlierFacts | null
  readonly now: Opportunity
  /** The oldest first. */
  readonly changes: readonly HistoryItem[]
}

type Span = Awaited<ReturnType<typeof store.spansOfDeal>>[number]

const FACTS: Record<string, (span: Span) => Fact> = {
  name: (span) => span.name,
  pipeline: (span) => span.pipeline_name,
  stage: (span) => span.stage_name,
  status: (span) => span.status,
  value: (span) => span.value,
  currency: (span) => span.currency,
  probability: (span) => span.probability,
  owner: (span) => span.owner_name,
  contact: (span) => span.contact_name,
  source: (span) => span.source,
  tags: (span) => JSON.parse(span.tags) as string[],
  expectedCloseOn: (span) => span.expected_close_on,
  reason: (span) => span.reason_name,
  closedOn: (span) => span.closed_on,
}

/** The whole past of a deal, newest first; of a deleted deal too. Throws `not_found`. */
export async function opportunityHistory(ctx: Ctx, number: number): Promise<HistoryItem[]> {
  const deal = await store.find(ctx, number)
  const spans = await store.spansOfDeal(ctx, deal.id)
  return spans.map((span, i) => itemOf(span, spans[i + 1]))
}

/** The changes of a deal since the version that somebody saw, by whom and when. Throws `not_found`. */
export async function changesSince(ctx: Ctx, seen: { opportunity: number; version: number }): Promise<ChangesSince> {
  const now = await store.find(ctx, seen.opportunity)
  const spans = await store.spansOfDeal(ctx, now.id)
  const before = spans.find((span) => span.version === seen.version)
  const later = spans.flatMap((span, i) => (span.version > seen.version ? [itemOf(span, spans[i + 1])] : []))
  return { before: before ? factsThen(before) : null, now, changes: later.reverse() }
}

/** The latest change of a deal: what its card tells last. */
export async function latestChangeOf(ctx: Ctx, deal: Opportunity): Promise<HistoryItem | null> {
  const [span, earlier] = await store.spansOfDeal(ctx, deal.id, { limit: 2 })
  return span ? itemOf(span, earlier) : null
}

/** The latest change in the workspace, as the live line tells it; null when there was none yet. */
export async function latestActivity(
  ctx: Ctx,
): Promise<{ by: string; what: string; at: string; number: number } | null> {
  const latest = await store.latestChangeOfAll(ctx)
  if (!latest) return null
  const deal = { ref: `D-${latest.number}`, stage: { name: latest.stage_name } }
  const what = didWhat(latest.kind as ChangeKind, deal)
  return { by: latest.actor_name ?? 'Dealwright', what, at: latest.recorded_at, number: latest.number }
}

function itemOf(span: Span, earlier: Span | undefined): HistoryItem {
  return {
    at: span.valid_from,
    kind: span.kind as ChangeKind,
    by: span.actor_name ?? 'Dealwright',
    via: span.via as Via,
    version: span.version,
    changes: differences(span, earlier),
  }
}

function factsThen(span: Span): EarlierFacts {
  const { name, status, value, currency, source, expected_close_on: expectedCloseOn } = span
  return {
    ...{ name, status, value, currency, source, expectedCloseOn },
    tags: JSON.parse(span.tags) as string[],
    pipeline: { id: span.pipeline_id, name: span.pipeline_name },
    stage: { id: span.stage_id, name: span.stage_name },
    owner: span.owner_id ? { id: span.owner_id, name: span.owner_name ?? '' } : null,
    contact: span.contact_id ? { id: span.contact_id, name: span.contact_name ?? '' } : null,
  }
}

function differences(span: Span, earlier: Span | undefined): HistoryItem['changes'] {
  const pairs = Object.entries(FACTS)
    .map(([field, read]) => [field, [earlier ? read(earlier) : null, read(span)] as const] as const)
    .filter(([, [before, after]]) => JSON.stringify(before) !== JSON.stringify(after))
    .filter(([, [, after]]) => earlier || !isEmpty(after))
  return Object.fromEntries(pairs)
}

function isEmpty(fact: Fact): boolean {
  return fact === null || (Array.isArray(fact) && fact.length === 0)
}
