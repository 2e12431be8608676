import { answeredOnce } from '../../answers.ts'
import type { Ctx } from '../../context.ts'
import type { Filters } from '../../filters/index.ts'

/** Asks the database once for all the cards of a page that need the same answer. Elsewhere it is asked every time. */
export function once<Answer>(
  ctx: Ctx,
  question: string,
  filters: Filters,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  return answeredOnce(ctx, JSON.stringify([question, filters]), ask)
}
