import { answeredOnce } from '../answers.ts'
import { type Ctx, inTransaction, type TxCtx } from '../context.ts'
import { invalid, notFound } from '../errors.ts'
import { newId } from '../ids.ts'
import { requireAdmin, requireManager } from '../permissions.ts'
import { type Instant, localDateOf } from '../time.ts'
import { bumpRevision } from '../workspaces/store.ts'
import { checkRate, type Rate, type RateFacts } from './model.ts'
import * as store from './store.ts'

/** What a person says of a rate: a currency's code, a day, and units of the workspace's currency for one unit. */
export interface RateInput {
  readonly currency: string
  readonly day: string
  readonly rate: string
}

/** The rates to the workspace's currency, the latest day first; of one currency when it is named. Managers and admins. */
export async function listRates(ctx: Ctx, { currency }: { currency?: string } = {}): Promise<Rate[]> {
  requireManager(ctx, 'see the rates')
  return store.all(ctx, currency ? { currency: currency.trim().toUpperCase() } : {})
}

/** Adds a rate. Throws `invalid` when that currency has one of that day already. Admins. */
export async function addRate(ctx: Ctx, input: RateInput): Promise<Rate> {
  requireAdmin(ctx, 'enter rates')
  const rate = checkRate(input, ctx.workspace.currency)
  return inTransaction(ctx, async (tx) => {
    await bumpRevision(tx)
    await refuseSecond(tx, rate, null)
    const id = newId()
    await store.insert(tx, id, rate)
    return theRate(tx, id)
  })
}

/** Corrects a rate; what is left out stays. Admins. */
export async function correctRate(ctx: Ctx, input: Partial<RateInput> & { id: string }): Promise<Rate> {
  requireAdmin(ctx, 'correct rates')
  return inTransaction(ctx, async (tx) => {
    await bumpRevision(tx)
    const { id, ...changes } = input
    const rate = checkRate({ ...(await theRate(tx, id)), ...changes }, tx.workspace.currency)
    await refuseSecond(tx, rate, id)
    await store.update(tx, id, rate)
    return theRate(tx, id)
  })
}

/** Takes a rate away: deals then go by the one before it, if there is one. Resolves to what was taken. Admins. */
export async function removeRate(ctx: Ctx, { id }: { id: string }): Promise<Rate> {
  requireAdmin(ctx, 'remove rates')
  return inTransaction(ctx, async (tx) => {
    await bumpRevision(tx)
    const rate = await theRate(tx, id)
    await store.remove(tx, id)
    return rate
  })
}

/** Whether other currencies can have a price at all. */
export function hasRates(ctx: Ctx): Promise<boolean> {
  return answeredOnce(ctx, 'any rates', () => store.any(ctx))
}

/** Whether a rate begins on a later day than that of the first moment, and not after that of the second. */
export function haveRatesChanged(ctx: Ctx, from: Instant, to: Instant): Promise<boolean> {
  const { timeZone } = ctx.workspace
  return store.any(ctx, { after: localDateOf(from, timeZone), until: localDateOf(to, timeZone) })
}

async function theRate(ctx: Ctx, id: string): Promise<Rate> {
  const rate = await store.byId(ctx, id)
  if (!rate) throw notFound('This rate does not exist. Somebody may have removed it.')
  return rate
}

async function refuseSecond(tx: TxCtx, rate: RateFacts, id: string | null): Promise<void> {
  const there = await store.ofDay(tx, rate)
  if (!there || there.id === id) return
  const message = `${rate.currency} has a rate of ${rate.day} already: ${there.rate}. Correct that one.`
  throw invalid(message, { day: message })
}
