import { hashOf } from '../ids.ts'
import type { Draft } from './drafts.ts'
import type { RowProblem } from './table.ts'

/** A draft and what tells it from all others, in this file and in the next. */
export interface KeyedDraft extends Draft {
  readonly key: string
}

/**
 * Gives each draft the key by which it is recognised when the file is imported again: its external id, or else a
 * fingerprint of its name, owner, customer and day of creation. Equal rows without an id are several deals, told apart by
 * their order. Two rows with one id are a mistake of the second.
 */
export function withKeys(
  drafts: readonly Draft[],
  columnOfId: string | null,
): { keyed: KeyedDraft[]; problems: RowProblem[] } {
  const seen = new Map<string, number>()
  const equals = new Map<string, number>()
  const keyed: KeyedDraft[] = []
  const problems: RowProblem[] = []
  for (const draft of drafts) {
    const key = draft.externalId ?? fingerprint(draft, equals)
    const before = seen.get(key)
    if (before !== undefined) {
      problems.push({ line: draft.line, column: columnOfId, reason: `“${key}” is the id of line ${before} already` })
      continue
    }
    seen.set(key, draft.line)
    keyed.push({ ...draft, key })
  }
  return { keyed, problems }
}

function fingerprint({ name, owner, contact, created }: Draft, equals: Map<string, number>): string {
  const customer = contact?.email ?? contact?.name ?? contact?.company ?? null
  const hash = hashOf(JSON.stringify([name, owner, customer, created?.day ?? null])).slice(0, 32)
  const place = (equals.get(hash) ?? 0) + 1
  equals.set(hash, place)
  return `row:${hash}:${place}`
}
