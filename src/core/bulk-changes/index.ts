import { type Ctx, inTransaction, type TxCtx } from '../context.ts'
import { AppError, conflict, notFound } from '../errors.ts'
import { didWhat } from '../opportunities/history.ts'
import { record } from '../opportunities/journal.ts'
import type { Change, ChangeKind, Opportunity } from '../opportunities/model.ts'
import { latestChange, withNumbers } from '../opportunities/store.ts'
import { reversal } from '../opportunities/undo.ts'
import { enqueue } from '../outbox/index.ts'
import { requireManager } from '../permissions.ts'
import { type Instant, later, secondsBetween } from '../time.ts'
import { takeTurn } from '../workspaces/store.ts'
import { readDeed } from './deeds.ts'
import { alreadySo, type BulkChange, type BulkDeal, DEALS_AT_ONCE } from './model.ts'
import { decided } from './plan.ts'
import * as store from './store.ts'

/** Long enough for second thoughts. */
const PAUSE_SECONDS = 60

/** How long to go on before answering; left out, to the end. What is left then is carried out by asking again. */
interface Patience {
  readonly seconds?: number
}

/**
 * Carries out what a dry run showed, a few deals a transaction, so that others hardly wait; asked again it goes on where
 * it stopped, and a deal is never changed twice. A deal that somebody changed since the dry run is left as it is. Nobody
 * is told deal by deal: owners and followers hear of it once, when it is over. Managers and admins only. Throws
 * `not_found`, and `conflict` when it is being taken back.
 */
export async function carryOutBulkChange(ctx: Ctx, id: string, patience: Patience = {}): Promise<BulkChange> {
  const bulk = await getBulkChange(ctx, id)
  if (bulk.undoStartedAt) throw conflict('This change was taken back. Make a new one.')
  if (bulk.finishedAt) return bulk
  await inPortions(ctx, `bulk ${id}`, patience, (tx) => changeSome(tx, bulk))
  return getBulkChange(ctx, id)
}

/**
 * Takes a bulk change back as one: every deal that nobody changed since is again as it was. The others are left, and it is
 * said who did what to them. Asked again it goes on where it stopped. Managers and admins only. Throws as above.
 */
export async function undoBulkChange(ctx: Ctx, id: string, patience: Patience = {}): Promise<BulkChange> {
  const bulk = await getBulkChange(ctx, id)
  if (!bulk.startedAt) throw conflict('This was only a dry run, so there is nothing to take back.')
  if (bulk.undoneAt) throw conflict(`${bulk.undoneBy ?? 'Dealwright'} took this change back already.`)
  await inPortions(ctx, `bulk undo ${id}`, patience, (tx) => takeSomeBack(tx, id))
  return getBulkChange(ctx, id)
}

/** The bulk change and what became of its deals. Managers and admins only. Throws `not_found`. */
export async function getBulkChange(ctx: Ctx, id: string): Promise<BulkChange> {
  requireManager(ctx, 'see changes of many deals')
  const bulk = await store.byId(ctx, id)
  if (!bulk) throw notFound('This bulk change does not exist. A dry run is kept for a day.')
  return bulk
}

/** The latest ones that were carried out, newest first. Managers and admins only. */
export async function listBulkChanges(
  ctx: Ctx,
  { limit = 10 } = {},
): Promise<Omit<BulkChange, 'counts' | 'undone' | 'left'>[]> {
  requireManager(ctx, 'see changes of many deals')
  return store.latest(ctx, limit)
}

/** Its deals by number, those of one outcome or all. Managers and admins only. Throws `not_found`. */
export async function listBulkChangeDeals(
  ctx: Ctx,
  id: string,
  which: Partial<store.DealsOfBulk> = {},
): Promise<BulkDeal[]> {
  await getBulkChange(ctx, id)
  return store.dealsOf(ctx, id, { limit: 200, ...which })
}

/** One transaction after the other until nothing is left to do, or the time is over. */
async function inPortions(
  ctx: Ctx,
  requestKey: string,
  { seconds }: Patience,
  portion: (tx: TxCtx) => Promise<boolean>,
): Promise<void> {
  const begun: Instant = ctx.now()
  const quietly: Ctx = { ...ctx, requestKey, quiet: true }
  const isTimeOver = () => seconds !== undefined && secondsBetween(begun, ctx.now()) >= seconds
  let isOver: boolean
  do {
    isOver = await inTransaction(quietly, async (tx) => {
      // Whoever else carries out the same waits here, and then finds these deals done.
      await takeTurn(tx)
      return portion(tx)
    })
  } while (!isOver && !isTimeOver())
}

/** Changes the next few. Resolves to whether these were the last. */
async function changeSome(tx: TxCtx, { id, deed }: BulkChange): Promise<boolean> {
  await store.mark(tx, id, 'started_at')
  const next = await store.nextDeals(tx, id, { undo: false, limit: DEALS_AT_ONCE })
  const ready = await readDeed(tx, deed).catch(asSentence)
  const done: number[] = []
  for (const { deal, version } of await withDeals(tx, next)) {
    if (deal.version !== version) {
      await store.settle(tx, id, [deal.number], { outcome: 'conflict', message: await whatHappened(tx, deal) })
      continue
    }
    const change = typeof ready === 'string' ? ready : decided(deal, ready)
    if (typeof change === 'string') await store.settle(tx, id, [deal.number], { outcome: 'refused', message: change })
    else if (change.after === deal) {
      await store.settle(tx, id, [deal.number], { outcome: 'unchanged', message: alreadySo(deed) })
    } else {
      await record(tx, deal, change)
      done.push(deal.number)
    }
  }
  await store.settle(tx, id, done, { outcome: 'done' })
  const isOver = next.length < DEALS_AT_ONCE
  if (isOver) {
    await store.mark(tx, id, 'finished_at')
    await tellLater(tx, id, { undo: false })
  }
  return isOver
}

/** Takes the next few back. Resolves to whether these were the last. */
async function takeSomeBack(tx: TxCtx, id: string): Promise<boolean> {
  await store.mark(tx, id, 'undo_started_at')
  const next = await store.nextDeals(tx, id, { undo: true, limit: DEALS_AT_ONCE })
  const undone: number[] = []
  for (const { deal, version } of await withDeals(tx, next)) {
    const way = await wayBack(tx, deal, version)
    if (typeof way === 'string') {
      await store.settle(tx, id, [deal.number], { undo_outcome: 'left', undo_message: way })
    } else {
      await record(tx, deal, way)
      undone.push(deal.number)
    }
  }
  await store.settle(tx, id, undone, { undo_outcome: 'undone' })
  const isOver = next.length < DEALS_AT_ONCE
  if (isOver) {
    await store.mark(tx, id, 'undone_at')
    await tellLater(tx, id, { undo: true })
  }
  return isOver
}

/** Owners and followers hear of it once, all together, and of nothing that was taken back at once. */
function tellLater(tx: TxCtx, bulkId: string, { undo }: { undo: boolean }): Promise<void> {
  const runAt = later(tx.now(), PAUSE_SECONDS)
  return enqueue(tx, { kind: 'bulk-notices', key: `${bulkId}/${undo}`, payload: { bulkId, undo }, runAt })
}

async function wayBack(tx: TxCtx, deal: Opportunity, version: number): Promise<Change | string> {
  if (deal.version !== version) return whatHappened(tx, deal)
  const { kind } = await latestChange(tx, deal.id)
  return reversal(tx, deal, { kind: kind as ChangeKind, version }).catch(asSentence)
}

/** The deals as they stand, each with the version that is expected. */
async function withDeals(tx: TxCtx, items: readonly { number: number; version: number }[]) {
  const deals = await withNumbers(
    tx,
    items.map(({ number }) => number),
  )
  const versions = new Map(items.map(({ number, version }) => [number, version]))
  return deals.map((deal) => ({ deal, version: versions.get(deal.number) ?? 0 }))
}

async function whatHappened(tx: TxCtx, deal: Opportunity): Promise<string> {
  const { kind, by } = await latestChange(tx, deal.id)
  return `${by ?? 'Dealwright'} ${didWhat(kind as ChangeKind, deal)} meanwhile.`
}

function asSentence(error: unknown): string {
  if (error instanceof AppError) return error.message
  throw error
}
