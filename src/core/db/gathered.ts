import type { Db } from './database.ts'

/** More keys than this go in another trip. */
const MOST_KEYS = 64

/** Asks for the rows of all `keys` at once; what is missing is left out. `about` is what the keys have in common. */
type Ask<About, Key, Row> = (db: Db, about: About, keys: readonly Key[]) => Promise<ReadonlyMap<Key, Row>>

interface Question<Key, Row> {
  readonly key: Key
  answer(row: Row | undefined): void
  refuse(error: unknown): void
}

/**
 * Lets questions for one row each, about the same, go to the database as one: a trip there costs more than the rows. Those
 * asked in the same turn of the event loop go together, and so do those asked while an earlier trip is under way.
 * Inside a transaction every question is asked by itself. `same` names what the keys have in common, so that questions
 * about different things never mix.
 */
export function gathered<About, Key, Row>(
  same: (about: About) => string,
  ask: Ask<About, Key, Row>,
): (db: Db, about: About, key: Key) => Promise<Row | undefined> {
  const waiting = new WeakMap<Db, Map<string, Question<Key, Row>[]>>()

  async function askAll(db: Db, about: About, questions: Question<Key, Row>[]): Promise<void> {
    await new Promise(setImmediate)
    while (questions.length > 0) await answerTogether(db, about, questions.splice(0, MOST_KEYS))
    waiting.get(db)?.delete(same(about))
  }

  async function answerTogether(db: Db, about: About, questions: readonly Question<Key, Row>[]): Promise<void> {
    try {
      const rows = await ask(db, about, [...new Set(questions.map(({ key }) => key))])
      for (const { key, answer } of questions) answer(rows.get(key))
    } catch (error) {
      for (const { refuse } of questions) refuse(error)
    }
  }

  return async (db, about, key) => {
    if (db.isTransaction) return (await ask(db, about, [key])).get(key)
    const kinds = waiting.get(db) ?? new Map<string, Question<Key, Row>[]>()
    waiting.set(db, kinds)
    const name = same(about)
    return new Promise((answer, refuse) => {
      const questions = kinds.get(name)
      if (questions) return questions.push({ key, answer, refuse })
      const first = [{ key, answer, refuse }]
      kinds.set(name, first)
      return askAll(db, about, first)
    })
  }
}
