import type { Ctx } from './context.ts'

/**
 * Asks the database once for what one request needs several times, where the request keeps its answers; elsewhere it is
 * asked every time. `key` is the whole question.
 */
export function answeredOnce<Answer>({ answers }: Ctx, key: string, ask: () => Promise<Answer>): Promise<Answer> {
  const known = (answers?.get(key) as Promise<Answer> | undefined) ?? ask()
  answers?.set(key, known)
  return known
}
