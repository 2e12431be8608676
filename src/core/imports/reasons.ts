import type { TxCtx } from '../context.ts'
import { sameName } from '../matching.ts'
import { createReason, listReasons } from '../reasons/index.ts'
import type { Reason, ReasonStatus } from '../reasons/model.ts'
import type { Draft } from './drafts.ts'

export interface Reasons {
  /** Why the deal was lost or abandoned; null when the row does not say, or the deal was not. */
  reasonOf(draft: Draft): Reason | null
  readonly newReasons: readonly string[]
}

/** Finds the reasons that lost and abandoned drafts name, and adds those that are missing. */
export async function settleReasons(tx: TxCtx, drafts: readonly Draft[]): Promise<Reasons> {
  const reasons = await listReasons(tx)
  const newReasons: string[] = []
  const named = (draft: Draft) => {
    const status = reasonStatusOf(draft)
    return status && reasons.find((reason) => reason.status === status && sameName(reason.name, draft.reason ?? ''))
  }
  for (const draft of drafts) {
    const status = reasonStatusOf(draft)
    if (!status || draft.reason === null || named(draft)) continue
    reasons.push(await createReason(tx, { name: draft.reason, status }))
    newReasons.push(draft.reason)
  }
  return { newReasons, reasonOf: (draft) => named(draft) || null }
}

function reasonStatusOf({ status, reason }: Draft): ReasonStatus | null {
  return reason !== null && (status === 'lost' || status === 'abandoned') ? status : null
}
