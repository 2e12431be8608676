import type { Ctx } from '../../context.ts'
import type { Filters } from '../../filters/index.ts'

/** Asks the database once for all the cards of a page that need the same answer. Elsewhere it is asked every time. */
export function once<Answer>(
  { answers }: Ctx,
  question: string,
  filters: Filters,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const key = JSON.stringify([question, filters])
  const known = (answers?.get(key) as Promise<Answer> | undefined) ?? ask()
  answers?.set(key, known)
  return known
}
