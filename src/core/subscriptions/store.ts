import type { Ctx, TxCtx } from '../context.ts'
import type { NoticeKind, Subscription } from './model.ts'

/** The workspace's subscriptions, or those of one place, in the order in which they were made. */
export async function all(ctx: Ctx, place?: string): Promise<Subscription[]> {
  const rows = await subscriptions(ctx)
    .$if(place !== undefined, (own) => own.where('s.place', '=', place ?? ''))
    .orderBy('s.place')
    .orderBy('s.created_at')
    .orderBy('s.id')
    .execute()
  return rows.map(subscriptionOf)
}

export async function byId(ctx: Ctx, id: string): Promise<Subscription | null> {
  const row = await subscriptions(ctx).where('s.id', '=', id).executeTakeFirst()
  return row ? subscriptionOf(row) : null
}

export async function insert(tx: TxCtx, made: Subscription): Promise<void> {
  await tx.db
    .insertInto('subscriptions')
    .values({
      id: made.id,
      workspace_id: tx.workspace.id,
      place: made.place,
      kinds: textOf(made.kinds),
      pipeline_id: made.pipeline?.id ?? null,
      owner_id: made.owner?.id ?? null,
      min_value: made.minValue,
      currency: made.currency,
      created_by: made.createdBy?.id ?? null,
      created_at: made.createdAt,
    })
    .execute()
}

export async function setKinds(tx: TxCtx, id: string, kinds: readonly NoticeKind[]): Promise<void> {
  const own = tx.db.updateTable('subscriptions').set({ kinds: textOf(kinds) })
  await own.where('workspace_id', '=', tx.workspace.id).where('id', '=', id).execute()
}

export async function remove(tx: TxCtx, id: string): Promise<void> {
  await tx.db.deleteFrom('subscriptions').where('workspace_id', '=', tx.workspace.id).where('id', '=', id).execute()
}

function subscriptions(ctx: Ctx) {
  return ctx.db
    .selectFrom('subscriptions as s')
    .leftJoin('pipelines as p', 'p.id', 's.pipeline_id')
    .leftJoin('members as o', 'o.id', 's.owner_id')
    .leftJoin('members as c', 'c.id', 's.created_by')
    .selectAll('s')
    .select(['p.name as pipeline_name', 'o.name as owner_name', 'c.name as creator_name'])
    .where('s.workspace_id', '=', ctx.workspace.id)
}

type SubscriptionWithNames = Awaited<ReturnType<ReturnType<typeof subscriptions>['executeTakeFirstOrThrow']>>

function subscriptionOf(row: SubscriptionWithNames): Subscription {
  const named = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' })
  return {
    id: row.id,
    place: row.place,
    kinds: row.kinds.trim().split(' ') as NoticeKind[],
    pipeline: named(row.pipeline_id, row.pipeline_name),
    owner: named(row.owner_id, row.owner_name),
    minValue: row.min_value,
    currency: row.currency,
    createdBy: named(row.created_by, row.creator_name),
    createdAt: row.created_at,
  }
}

/** ` won lost `: each word between blanks. */
function textOf(kinds: readonly NoticeKind[]): string {
  return ` ${kinds.join(' ')} `
}
