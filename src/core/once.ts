import type { Ctx } from './context.ts'

/** Asks the database once for all that a page shows and that needs the same answer. Elsewhere it is asked every time. */
export function once<Answer>(
  { answers }: Ctx,
  question: string,
  about: unknown,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const key = JSON.stringify([question, about])
  const known = (answers?.get(key) as Promise<Answer> | undefined) ?? ask()
  answers?.set(key, known)
  return known
}
