import { type CompiledQuery, expressionBuilder, sql } from 'kysely'
import type { Ctx } from '../context.ts'
import type { Db } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import type { Tables } from '../db/tables.ts'
import type { ChangeKind, Opportunity } from '../opportunities/model.ts'
import { enqueueIf, type WaitingJob, waiting } from '../outbox/store.ts'
import { BURST_SECONDS } from '../subscriptions/bursts.ts'
import { kindsOf, type NoticeKind } from '../subscriptions/model.ts'
import { type Instant, later } from '../time.ts'

/**
 * As a statement to be run with others: asks for a change to be told, once its author has paused, if there can be
 * somebody who wants to hear. Who that is gets decided then: here it must cost next to nothing.
 */
export function tellIfHeard(
  ctx: Ctx,
  span: { readonly id: string; readonly kind: string; readonly recorded_at: Instant },
  before: Opportunity | null,
  after: Opportunity,
): CompiledQuery {
  const actorId = ctx.actor.memberId
  const key = `${after.id}/${actorId ?? ''}`
  const payload = { opportunityId: after.id, actorId, version: after.version }
  const wish = { kind: 'notices', key, payload, runAt: later(span.recorded_at, BURST_SECONDS) }
  // At the moment of the change itself: what was recorded before the job was asked for is not looked at.
  const job = waiting({ ...ctx, now: () => span.recorded_at }, wish, `${span.id}/told`)
  const kinds = kindsOf(span.kind as ChangeKind, before && tellingOf(before), tellingOf(after))
  if (concernsOwner(kinds, after, actorId)) return always(ctx.db, job)
  const asked = { ...job, word: pattern(kinds[0]), other: pattern(kinds[1] ?? kinds[0]) }
  const question = { ...asked, deal: after.id, pipeline: after.pipeline.id }
  return kinds.includes('won') ? ifWinHeard(ctx.db, question) : ifHeard(ctx.db, question)
}

/** Their own deal was given to them, or ended, by somebody else. */
function concernsOwner(kinds: readonly NoticeKind[], { owner }: Opportunity, actorId: string | null): boolean {
  if (!owner || owner.id === actorId) return false
  return kinds.some((kind) => ['created', 'assigned', 'won', 'lost', 'abandoned'].includes(kind))
}

function tellingOf({ value, currency, owner }: Opportunity) {
  return { value, currency, ownerId: owner?.id ?? null }
}

/** What a subscription's kinds look like when it has this one; no kind is called “-”. */
function pattern(kind: NoticeKind | undefined): string {
  return `% ${kind ?? '-'} %`
}

type Question = WaitingJob & { word: string; other: string; deal: string; pipeline: string }

const always = prepared((db, job: WaitingJob) => enqueueIf(db, job, sql<boolean>`1 = 1`))

const ifHeard = prepared((db, { word, other, deal, pipeline, ...job }: Question) =>
  enqueueIf(
    db,
    job,
    row.or([row.exists(follower(db, job, deal)), row.exists(subscriber(db, job, [word, other, pipeline]))]),
  ),
)

const ifWinHeard = prepared((db, { word, other, deal, pipeline, ...job }: Question) =>
  enqueueIf(
    db,
    job,
    row.or([
      row.exists(follower(db, job, deal)),
      row.exists(subscriber(db, job, [word, other, pipeline])),
      row.exists(everyWinHearer(db, job)),
    ]),
  ),
)

const row = expressionBuilder<Tables>()

function follower(db: Db, { workspace_id }: WaitingJob, deal: string) {
  const own = db.selectFrom('follows').select('id').where('workspace_id', '=', workspace_id)
  return own.where('opportunity_id', '=', deal).where('muted', '=', 0)
}

function subscriber(db: Db, { workspace_id }: WaitingJob, [word, other, pipeline]: [string, string, string]) {
  const own = db.selectFrom('subscriptions').select('id').where('workspace_id', '=', workspace_id)
  return own
    .where((one) => one.or([one('kinds', 'like', word), one('kinds', 'like', other)]))
    .where((one) => one.or([one('pipeline_id', 'is', null), one('pipeline_id', '=', pipeline)]))
}

function everyWinHearer(db: Db, { workspace_id }: WaitingJob) {
  return db
    .selectFrom('notice_settings')
    .select('id')
    .where('workspace_id', '=', workspace_id)
    .where('every_win', '=', 1)
}
