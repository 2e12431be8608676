import type { Ctx, TxCtx } from '../context.ts'
import type { RateRow } from '../db/tables.ts'
import type { LocalDate } from '../time.ts'
import { factorOf, type Rate, type RateFacts } from './model.ts'

/** The rates to the workspace's currency, the latest day first. */
export async function all(ctx: Ctx, { currency }: { currency?: string } = {}): Promise<Rate[]> {
  const rows = await joined(ctx)
    .$if(currency !== undefined, (rates) => rates.where('r.currency', '=', currency as string))
    .orderBy('r.day', 'desc')
    .orderBy('r.currency')
    .execute()
  return rows.map(rateOf)
}

/** The rate with the id; null where there is none. */
export async function byId(ctx: Ctx, id: string): Promise<Rate | null> {
  const row = await joined(ctx).where('r.id', '=', id).executeTakeFirst()
  return row ? rateOf(row) : null
}

/** The rate of a currency that begins on the day; null where there is none. */
export async function ofDay(ctx: Ctx, { currency, day }: Pick<RateFacts, 'currency' | 'day'>): Promise<Rate | null> {
  const row = await joined(ctx).where('r.currency', '=', currency).where('r.day', '=', day).executeTakeFirst()
  return row ? rateOf(row) : null
}

/** Whether a rate begins after the first day, until the last. Without days: whether there is any. */
export async function any(ctx: Ctx, days?: { after: LocalDate; until: LocalDate }): Promise<boolean> {
  const found = await own(ctx)
    .select('r.id')
    .$if(days !== undefined, (rates) =>
      rates.where('r.day', '>', days?.after ?? '').where('r.day', '<=', days?.until ?? ''),
    )
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** Adds a rate; the day has none yet. */
export async function insert(tx: TxCtx, id: string, rate: RateFacts): Promise<void> {
  await tx.db
    .insertInto('rates')
    .values({ id, workspace_id: tx.workspace.id, base: tx.workspace.currency, ...columnsOf(tx, rate) })
    .execute()
}

/** Gives the row another currency, day or rate. */
export async function update(tx: TxCtx, id: string, rate: RateFacts): Promise<void> {
  const mine = tx.db.updateTable('rates').set(columnsOf(tx, rate)).where('workspace_id', '=', tx.workspace.id)
  await mine.where('id', '=', id).execute()
}

/** Takes a rate away. */
export async function remove(tx: TxCtx, id: string): Promise<void> {
  await tx.db.deleteFrom('rates').where('workspace_id', '=', tx.workspace.id).where('id', '=', id).execute()
}

/** Rates to what the workspace counts in; those to a currency it counted in before rest. */
function own({ db, workspace }: Ctx) {
  return db.selectFrom('rates as r').where('r.workspace_id', '=', workspace.id).where('r.base', '=', workspace.currency)
}

function joined(ctx: Ctx) {
  return own(ctx)
    .leftJoin('members as m', 'm.id', 'r.entered_by')
    .select(['r.id', 'r.currency', 'r.day', 'r.rate', 'r.entered_at', 'm.name as entered_by_name'])
}

function columnsOf({ actor, workspace, now }: TxCtx, { currency, day, rate }: RateFacts) {
  const factor = factorOf({ currency, rate }, workspace.currency)
  return { currency, day, rate, ...factor, entered_by: actor.memberId, entered_at: now() }
}

type Found = Pick<RateRow, 'id' | 'currency' | 'day' | 'rate' | 'entered_at'> & { entered_by_name: string | null }

function rateOf({ entered_by_name, entered_at, ...rate }: Found): Rate {
  return { ...rate, enteredBy: entered_by_name, enteredAt: entered_at }
}
