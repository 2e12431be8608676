import type { Ctx, Via } from '../context.ts'
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
