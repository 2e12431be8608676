import { type Ctx, inTransaction } from '../context.ts'
import { requireManager } from '../permissions.ts'
import { forChange, momentAfter } from './change.ts'
import { record } from './journal.ts'
import { type Opportunity, remove, restore } from './model.ts'
import * as store from './store.ts'

/** Takes a deal out of lists and live figures; its history stays. Managers and admins only, else `forbidden`. */
export function deleteOpportunity(ctx: Ctx, seen: { opportunity: number; version?: number }): Promise<Opportunity> {
  return inTransaction(ctx, async (tx) => {
    requireManager(tx, 'delete deals')
    const before = await forChange(tx, seen)
    return record(tx, before, remove(before, momentAfter(tx, before)))
  })
}

/** Brings a deleted deal back as it was. Managers and admins only, else `forbidden`. */
export function restoreOpportunity(ctx: Ctx, { opportunity }: { opportunity: number }): Promise<Opportunity> {
  return inTransaction(ctx, async (tx) => {
    requireManager(tx, 'restore deals')
    const before = await store.find(tx, opportunity)
    return record(tx, before, restore(before, momentAfter(tx, before)))
  })
}
