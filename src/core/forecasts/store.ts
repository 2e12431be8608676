import type { Ctx, TxCtx } from '../context.ts'
import type { ForecastRow } from '../db/tables.ts'
import { newId } from '../ids.ts'
import { seesOnlyOwn } from '../opportunities/selection-store.ts'
import type { Term } from '../terms.ts'
import type { Instant, LocalDate } from '../time.ts'
import type { SubmittedForecast } from './model.ts'

export interface Asked {
  /** Terms that begin on this day or later, and before that one. */
  readonly from?: LocalDate | null
  readonly until?: LocalDate | null
  /** Submitted by then. */
  readonly asOf?: Instant | null
}

/** What was submitted in the workspace's currency and the actor may see, the latest first. */
export async function all(ctx: Ctx, { from, until, asOf }: Asked = {}): Promise<SubmittedForecast[]> {
  const rows = await ctx.db
    .selectFrom('forecasts as f')
    .leftJoin('members as m', 'm.id', 'f.member_id')
    .leftJoin('members as by', 'by.id', 'f.submitted_by')
    .select(['f.id', 'f.unit', 'f.starts_on', 'f.value', 'f.note', 'f.submitted_at', 'f.member_id'])
    .select(['m.name as owner_name', 'by.name as submitted_by_name'])
    .where('f.workspace_id', '=', ctx.workspace.id)
    .where('f.currency', '=', ctx.workspace.currency)
    .$if(seesOnlyOwn(ctx), (forecasts) => forecasts.where('f.member_id', '=', ctx.actor.memberId))
    .$if(Boolean(from), (forecasts) => forecasts.where('f.starts_on', '>=', from as LocalDate))
    .$if(Boolean(until), (forecasts) => forecasts.where('f.starts_on', '<', until as LocalDate))
    .$if(Boolean(asOf), (forecasts) => forecasts.where('f.submitted_at', '<=', asOf as Instant))
    .orderBy('f.submitted_at', 'desc')
    .orderBy('f.id', 'desc')
    .execute()
  return rows.map(forecastOf)
}

/** Keeps a forecast for good. Resolves to its id. */
export async function insert(
  tx: TxCtx,
  term: Term,
  { ownerId, value, note }: { ownerId: string | null; value: number; note: string | null },
): Promise<string> {
  const { workspace, actor } = tx
  const id = newId()
  const what = { member_id: ownerId, unit: term.unit, starts_on: term.startsOn, value, note }
  const by = { submitted_by: actor.memberId, via: actor.via, submitted_at: tx.now() }
  await tx.db
    .insertInto('forecasts')
    .values({ id, workspace_id: workspace.id, currency: workspace.currency, ...what, ...by })
    .execute()
  return id
}

type Found = Pick<ForecastRow, 'id' | 'unit' | 'starts_on' | 'value' | 'note' | 'submitted_at' | 'member_id'> & {
  readonly owner_name: string | null
  readonly submitted_by_name: string | null
}

function forecastOf(row: Found): SubmittedForecast {
  return {
    id: row.id,
    owner: row.member_id === null ? null : { id: row.member_id, name: row.owner_name ?? '' },
    unit: row.unit,
    startsOn: row.starts_on,
    value: row.value,
    note: row.note,
    submittedBy: row.submitted_by_name,
    submittedAt: row.submitted_at,
  }
}
