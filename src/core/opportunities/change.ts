import type { TxCtx } from '../context.ts'
import { type AppError, conflict, invalid, notFound } from '../errors.ts'
import { type Instant, type LocalDate, latest, localDateOf, parseLocalDate, startOfLocalDate } from '../time.ts'
import { takeTurn } from '../workspaces/store.ts'
import type { ChangeKind, Opportunity } from './model.ts'
import * as store from './store.ts'

/**
 * The deal that is about to change. Throws `not_found` when it does not exist, is hidden from the actor or was deleted,
 * `conflict` (with who did what) when it is no longer at the version that the person saw.
 */
export async function forChange(tx: TxCtx, seen: { opportunity: number; version?: number }): Promise<Opportunity> {
  await takeTurn(tx)
  const deal = await store.find(tx, seen.opportunity)
  if (deal.deletedAt) throw notFound(`${deal.ref} was deleted. A manager can restore it.`)
  if (seen.version !== undefined && seen.version !== deal.version) {
    const { kind, by } = await store.latestChange(tx, deal.id)
    throw conflict(
      `${by ?? 'Dealwright'} ${didWhat(kind as ChangeKind, deal)} meanwhile. Look again, then repeat your change.`,
    )
  }
  return deal
}

/** Now, but never before the change before it: a clock that was set back must not turn history around. */
export function momentAfter(tx: TxCtx, before: Opportunity): Instant {
  return latest(tx.now(), before.changedAt)
}

/** A moment on a day in the past: as early on it as the deal's earlier changes allow. Throws `invalid` otherwise. */
export function onDay(tx: TxCtx, before: Opportunity, day: LocalDate): Instant {
  const { timeZone } = tx.workspace
  const start = startOfLocalDate(parseLocalDate(day), timeZone)
  if (start > tx.now()) throw cannotClose(`${day} is in the future. A deal closes today or on a day before.`)
  const changed = localDateOf(before.changedAt, timeZone)
  if (changed > day) throw cannotClose(`${before.ref} last changed on ${changed}. It cannot have closed before that.`)
  return latest(start, before.changedAt)
}

/** "moved D-12 to Proposal", "won D-12": what a change of this kind did, in the past tense. */
export function didWhat(kind: ChangeKind, deal: { ref: string; stage: { name: string } }): string {
  switch (kind) {
    case 'moved':
    case 'stage-retired':
      return `moved ${deal.ref} to ${deal.stage.name}`
    case 'abandoned':
      return `abandoned ${deal.ref}`
    default:
      return `${kind} ${deal.ref}`
  }
}

function cannotClose(message: string): AppError {
  return invalid(message, { closedOn: message })
}
