import type { CompiledQuery } from 'kysely'
import type { Ctx, TxCtx } from '../context.ts'
import { count } from '../db/portable.ts'
import { keyOf, wordsOf } from './model.ts'

/** Of something that more than this have in common, not all are looked at: nobody reads so many. */
const MOST_SUBJECTS = 1_000
const ROWS_PER_INSERT = 2_000

/** A deal or a contact by its id, with the texts that it is found by. */
export interface Subject {
  readonly id: string
  readonly texts: readonly (string | null)[]
}

/** Keeps the words of subjects that are new. */
export async function addWords(tx: TxCtx, subjects: readonly Subject[]): Promise<void> {
  const rows = rowsOf(tx, subjects)
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    await tx.db
      .insertInto('search_words')
      .values(rows.slice(start, start + ROWS_PER_INSERT))
      .execute()
  }
}

/** As statements to be run with others: keeps the words of a subject whose texts are different now. */
export function replaceWords({ db, workspace }: Ctx, subject: Subject): CompiledQuery[] {
  const old = db.deleteFrom('search_words').where('workspace_id', '=', workspace.id)
  const rows = rowsOf({ workspace }, [subject])
  const added = rows.length > 0 ? [db.insertInto('search_words').values(rows).compile()] : []
  return [old.where('subject_id', '=', subject.id).compile(), ...added]
}

/**
 * The deals and contacts that have a word beginning with the rarest of what was searched, as a question for their ids; null
 * when nothing begins so. What else was searched must be checked on them.
 */
export async function subjectsOf(
  ctx: Ctx,
  searched: readonly string[],
): Promise<ReturnType<typeof subjectsWith> | null> {
  const words = wordsOf(...searched)
  const counted = await Promise.all(words.map(async (word) => ({ word, subjects: await countSubjects(ctx, word) })))
  const [rarest] = counted.sort((a, b) => a.subjects - b.subjects)
  return rarest && rarest.subjects > 0 ? subjectsWith(ctx, rarest.word) : null
}

async function countSubjects(ctx: Ctx, word: string): Promise<number> {
  const { subjects } = await ctx.db
    .selectFrom(subjectsWith(ctx, word).as('found'))
    .select(count().as('subjects'))
    .executeTakeFirstOrThrow()
  return subjects
}

function subjectsWith({ db, workspace }: Ctx, word: string) {
  const { key, end } = keyOf(word)
  return db
    .selectFrom('search_words')
    .select('subject_id')
    .where('workspace_id', '=', workspace.id)
    .where('word', '>=', key)
    .where('word', '<', end)
    .limit(MOST_SUBJECTS)
}

function rowsOf({ workspace }: Pick<Ctx, 'workspace'>, subjects: readonly Subject[]) {
  return subjects.flatMap(({ id, texts }) =>
    wordsOf(...texts).map((word) => ({ workspace_id: workspace.id, word: keyOf(word).key, subject_id: id })),
  )
}
