import type { Ctx, Via } from '../context.ts'
import type { ChangeKind, Fact, HistoryItem, Opportunity } from './model.ts'
import * as store from './store.ts'

/** Who made the changes that no member made. */
const PROGRAM = 'Dealwright'

/** What was just done to a deal, by the deal as the change left it. */
const justMade = new WeakMap<Opportunity, HistoryItem>()

type Span = Awaited<ReturnType<typeof store.spansOfDeal>>[number]
type Facts = Readonly<Record<string, Fact>>

/** What history tells of a deal at one time, with names instead of ids. */
function factsOfSpan(span: Span): Facts {
  return {
    name: span.name,
    pipeline: span.pipeline_name,
    stage: span.stage_name,
    status: span.status,
    value: span.value,
    currency: span.currency,
    probability: span.probability,
    owner: span.owner_name,
    contact: span.contact_name,
    source: span.source,
    tags: JSON.parse(span.tags) as string[],
    expectedCloseOn: span.expected_close_on,
    reason: span.reason_name,
    closedOn: span.closed_on,
  }
}

/** The same of a deal in hand. */
function factsOfDeal(deal: Opportunity): Facts {
  return {
    name: deal.name,
    pipeline: deal.pipeline.name,
    stage: deal.stage.name,
    status: deal.status,
    value: deal.value,
    currency: deal.currency,
    probability: deal.probability,
    owner: deal.owner?.name ?? null,
    contact: deal.contact?.name ?? null,
    source: deal.source,
    tags: deal.tags,
    expectedCloseOn: deal.expectedCloseOn,
    reason: deal.reason?.name ?? null,
    closedOn: deal.closedOn,
  }
}

/** The whole past of a deal, newest first; of a deleted deal too. Throws `not_found`. */
export async function opportunityHistory(ctx: Ctx, number: number): Promise<HistoryItem[]> {
  const deal = await store.find(ctx, number)
  const spans = await store.spansOfDeal(ctx, deal.id)
  return spans.map((span, i) => itemOf(span, spans[i + 1]))
}

/** The latest change of a deal: what its card tells last. */
export async function latestChangeOf(ctx: Ctx, deal: Opportunity): Promise<HistoryItem | null> {
  const known = justMade.get(deal)
  if (known) return known
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
  return { by: latest.actor_name ?? PROGRAM, what, at: latest.recorded_at, number: latest.number }
}

/** Keeps in mind what the actor just did to the deal, so that showing it asks nothing. */
export function rememberChange({ actor, now }: Ctx, kind: ChangeKind, before: Opportunity, after: Opportunity): void {
  const by = actor.memberId === null ? PROGRAM : actor.name
  const changes = differences(factsOfDeal(before), factsOfDeal(after))
  justMade.set(after, {
    at: after.changedAt,
    kind,
    by,
    byId: actor.memberId,
    via: actor.via,
    version: after.version,
    recordedAt: now(),
    bulkId: null,
    changes,
  })
}

/** "moved D-12 to Proposal", "won D-12": what a change of this kind did, in the past tense. */
export function didWhat(kind: ChangeKind, deal: { ref: string; stage: { name: string } }): string {
  switch (kind) {
    case 'moved':
    case 'stage-retired':
      return `moved ${deal.ref} to ${deal.stage.name}`
    case 'abandoned':
      return `abandoned ${deal.ref}`
    default:
      return `${kind} ${deal.ref}`
  }
}

/** What a span says, beside the one before it. */
export function itemOf(span: Span, earlier: Span | undefined): HistoryItem {
  return {
    at: span.valid_from,
    kind: span.kind as ChangeKind,
    by: span.actor_name ?? PROGRAM,
    byId: span.actor_id,
    via: span.via as Via,
    version: span.version,
    recordedAt: span.recorded_at,
    bulkId: /^bulk (?:undo )?([^/]+)/.exec(span.source_key ?? '')?.[1] ?? null,
    changes: earlier ? differences(factsOfSpan(earlier), factsOfSpan(span)) : beginning(factsOfSpan(span)),
  }
}

function differences(before: Facts, after: Facts): HistoryItem['changes'] {
  const pairs = Object.entries(after).map(([field, fact]) => [field, [before[field] ?? null, fact] as const] as const)
  return Object.fromEntries(pairs.filter(([, [was, is]]) => !same(was, is)))
}

function beginning(facts: Facts): HistoryItem['changes'] {
  const set = Object.entries(facts).filter(([, fact]) => fact !== null && !(Array.isArray(fact) && fact.length === 0))
  return Object.fromEntries(set.map(([field, fact]) => [field, [null, fact] as const]))
}

function same(a: Fact, b: Fact): boolean {
  return a === b || (Array.isArray(a) && JSON.stringify(a) === JSON.stringify(b))
}
