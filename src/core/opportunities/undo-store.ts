import { sql } from 'kysely'
import type { Ctx } from '../context.ts'
import type { ReportableColumns } from '../db/tables.ts'
import type { Instant } from '../time.ts'
import type { ChangeKind, Opportunity } from './model.ts'
import { type JoinedRow, opportunityOf } from './rows.ts'
import { JOINED_NAMES, REPORTABLE_COLUMNS, visibleDeals } from './selection-store.ts'

/** A change that the actor made. */
export interface OwnChange {
  readonly dealId: string
  readonly number: number
  readonly version: number
  readonly kind: ChangeKind
  /** Names the request that made it. */
  readonly sourceKey: string | null
}

/** The latest change that the actor made by hand: of a deal, or of any; null when there is none. */
export async function latestOwnChange(ctx: Ctx, opportunity: number | undefined): Promise<OwnChange | null> {
  const row = await ctx.db
    .selectFrom('opportunity_history as h')
    .innerJoin('opportunities as o', 'o.id', 'h.opportunity_id')
    .select(['o.id as dealId', 'o.number', 'h.version', 'h.kind', 'h.source_key as sourceKey'])
    .where('h.workspace_id', '=', ctx.workspace.id)
    .where('h.actor_id', '=', ctx.actor.memberId)
    .where('h.via', '<>', 'import')
    .$if(opportunity !== undefined, (own) => own.where('o.number', '=', opportunity ?? 0))
    .orderBy('h.recorded_at', 'desc')
    .orderBy('h.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { ...row, kind: row.kind as ChangeKind } : null
}

/** The deal as it stood at one of its versions, with the names of now; null when it was hidden from the actor. */
export async function dealAtVersion(ctx: Ctx, dealId: string, version: number): Promise<Opportunity | null> {
  return visibleThen(
    ctx,
    spansOf(ctx, dealId).where('h.version', '=', version) as unknown as Parameters<typeof visibleDeals>[1],
  )
}

/** The same by a moment; null too when it was not there yet, or deleted. */
export async function dealAtMoment(ctx: Ctx, dealId: string, moment: Instant): Promise<Opportunity | null> {
  const then = spansOf(ctx, dealId)
    .where('h.valid_from', '<=', moment)
    .where('h.valid_to', '>', moment)
    .where('h.deleted', '=', 0)
  return visibleThen(ctx, then as unknown as Parameters<typeof visibleDeals>[1])
}

/** The id behind a deal's number, whoever may see the deal. */
export async function idOfNumber(ctx: Ctx, number: number): Promise<string | null> {
  const deals = ctx.db.selectFrom('opportunities').select('id').where('workspace_id', '=', ctx.workspace.id)
  return (await deals.where('number', '=', number).executeTakeFirst())?.id ?? null
}

function spansOf(ctx: Ctx, dealId: string) {
  return ctx.db
    .selectFrom('opportunity_history as h')
    .innerJoin('opportunities as o', 'o.id', 'h.opportunity_id')
    .select(REPORTABLE_COLUMNS)
    .select(['h.version', 'o.id', 'o.number', 'o.external_id', 'o.import_run_id', 'o.history_quality'])
    .select(['h.valid_from as changed_at', 'h.recorded_at as last_activity_at'])
    .select(sql<string | null>`case when h.deleted = 1 then h.valid_from end`.as('deleted_at'))
    .where('h.workspace_id', '=', ctx.workspace.id)
    .where('h.opportunity_id', '=', dealId)
}

async function visibleThen(ctx: Ctx, then: Parameters<typeof visibleDeals>[1]): Promise<Opportunity | null> {
  const row = await visibleDeals(ctx, then).selectAll('d').select(JOINED_NAMES).executeTakeFirst()
  return row ? opportunityOf(row as JoinedRow & ReportableColumns) : null
}
