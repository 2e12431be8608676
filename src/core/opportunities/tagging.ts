import type { Ctx } from '../context.ts'
import { changeOpportunity, type SeenDeal } from './change.ts'
import { readTags } from './facts.ts'
import { edit, type Opportunity } from './model.ts'
import { momentAfter } from './moments.ts'

export interface TagInput extends SeenDeal {
  readonly add: readonly string[]
  readonly remove: readonly string[]
}

/** Adds tags to a deal and takes others away; its further tags stay. Throws `invalid` for words that cannot be tags. */
export async function tagOpportunity(ctx: Ctx, { add, remove, ...seen }: TagInput): Promise<Opportunity> {
  const gone = readTags(remove)
  const added = readTags(add)
  return changeOpportunity(ctx, seen, (before) => {
    const kept = [...before.tags, ...added].filter((tag) => !gone.includes(tag))
    return edit(before, { tags: readTags(kept) }, momentAfter(ctx, before))
  })
}
