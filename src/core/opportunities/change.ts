import { type Ctx, isInTransaction } from '../context.ts'
import { conflict, notFound } from '../errors.ts'
import { takeTurn } from '../workspaces/store.ts'
import { Overtaken } from './change-store.ts'
import { didWhat, rememberChange } from './history.ts'
import { record, recordAlone } from './journal.ts'
import type { Change, ChangeKind, Opportunity } from './model.ts'
import * as store from './store.ts'

/** How often a change is decided anew when somebody else is always faster. */
const MOST_ATTEMPTS = 5

/** The deal that is to be changed, and the version that the person saw, if they saw one. */
export interface SeenDeal {
  readonly opportunity: number
  readonly version?: number
}

/**
 * Changes one deal as `rule` decides, in a transaction of its own or in the caller's. The rule is read-only: alone it runs
 * outside of the transaction, and again when another change came first.
 * Throws `not_found` when the deal does not exist, is hidden from the actor or was deleted (unless `deleted` lets it be),
 * `conflict` when it is no longer at the version that the person saw, and whatever the rule throws.
 */
export async function changeOpportunity(
  ctx: Ctx,
  seen: SeenDeal,
  rule: (before: Opportunity) => Change | Promise<Change>,
  { deleted = false }: { deleted?: boolean } = {},
): Promise<Opportunity> {
  if (isInTransaction(ctx)) {
    await takeTurn(ctx)
    const before = await dealToChange(ctx, seen, deleted)
    return record(ctx, before, await rule(before))
  }
  for (let attempt = 1; ; attempt++) {
    const before = await dealToChange(ctx, seen, deleted)
    const change = await rule(before)
    try {
      const after = await recordAlone(ctx, before, change)
      if (after !== before) rememberChange(ctx, change.kind, before, after)
      return after
    } catch (error) {
      if (!(error instanceof Overtaken) || attempt === MOST_ATTEMPTS) throw error
    }
  }
}

async function dealToChange(ctx: Ctx, seen: SeenDeal, deleted: boolean): Promise<Opportunity> {
  const deal = await store.find(ctx, seen.opportunity)
  if (deal.deletedAt && !deleted) throw notFound(`${deal.ref} was deleted. A manager can restore it.`)
  if (seen.version !== undefined && seen.version !== deal.version) {
    const { kind, by } = await store.latestChange(ctx, deal.id)
    throw conflict(
      `${by ?? 'Dealwright'} ${didWhat(kind as ChangeKind, deal)} meanwhile. Look again, then repeat your change.`,
    )
  }
  return deal
}
