import type { Ctx } from '../context.ts'
import type { Named } from '../matching.ts'
import { itemOf } from './history.ts'
import type { HistoryItem, Opportunity } from './model.ts'
import * as store from './store.ts'

/** A deal's facts at an earlier version, with what they point at by id and name. */
export interface EarlierFacts
  extends Pick<Opportunity, 'name' | 'status' | 'value' | 'currency' | 'source' | 'tags' | 'expectedCloseOn'> {
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

/** The changes of a deal since the version that somebody saw, by whom and when. Throws `not_found`. */
export async function changesSince(ctx: Ctx, seen: { opportunity: number; version: number }): Promise<ChangesSince> {
  const now = await store.find(ctx, seen.opportunity)
  const spans = await store.spansOfDeal(ctx, now.id)
  const before = spans.find((span) => span.version === seen.version)
  const later = spans.flatMap((span, i) => (span.version > seen.version ? [itemOf(span, spans[i + 1])] : []))
  return { before: before ? factsThen(before) : null, now, changes: later.reverse() }
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
