import type { Status } from '../opportunities/model.ts'

const WORDS: Record<Status, readonly string[]> = {
  open: ['open', 'inprogress', 'active'],
  won: ['won', 'closedwon', 'closewon', 'wonclosed', 'dealwon'],
  lost: ['lost', 'closedlost', 'closelost', 'lostclosed', 'deallost'],
  abandoned: ['abandoned', 'abandon', 'closedabandoned'],
}

/** The status that a cell names: “Closed-Lost”, “closedwon”, “Won (Sales Pipeline)”; null when it names none. */
export function statusFrom(text: string): Status | null {
  const word = text
    .replace(/\(.*\)\s*$/, '')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '')
  const found = Object.entries(WORDS).find(([, words]) => words.includes(word))
  return found ? (found[0] as Status) : null
}

/**
 * How a row's deal stands, out of its stage and status cells. A stage cell that names a status is one, and then tells no
 * stage. `unclear` says what contradicts or cannot be understood.
 */
export function rowStatus(
  stageCell: string,
  statusCell: string,
): { status: Status; stage: string | null } | { unclear: string } {
  const byStage = statusFrom(stageCell)
  const byStatus = statusFrom(statusCell)
  if (statusCell !== '' && !byStatus) return { unclear: `“${statusCell}” is not one of open, won, lost and abandoned` }
  if (byStage && byStatus && byStage !== byStatus) {
    return { unclear: `the stage says “${stageCell}”, the status says “${statusCell}”` }
  }
  return { status: byStatus ?? byStage ?? 'open', stage: byStage || stageCell === '' ? null : stageCell }
}
