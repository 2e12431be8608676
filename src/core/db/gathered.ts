import type { Db } from './database.ts'

/** More keys than this go in another trip. */
const MOST_KEYS = 64

interface Batch<Key, Row> {
  readonly keys: Set<Key>
  readonly rows: Promise<ReadonlyMap<Key, Row>>
}

/** Asks for the rows of all `keys` at once; what is missing is left out. `about` is what the keys have in common. */
type Ask<About, Key, Row> = (db: Db, about: About, keys: readonly Key[]) => Promise<ReadonlyMap<Key, Row>>

/**
 * Lets the questions that are asked in the same turn of the event loop, about the same and for one row each, go to the
 * database as one: a trip there costs more than the rows. Inside a transaction every question is asked by itself.
 * `same` names what the keys have in common, so that questions about different things never mix.
 */
export function gathered<About, Key, Row>(
  same: (about: About) => string,
  ask: Ask<About, Key, Row>,
): (db: Db, about: About, key: Key) => Promise<Row | undefined> {
  const waiting = new WeakMap<Db, Map<string, Batch<Key, Row>>>()

  function batchFor(db: Db, about: About): Batch<Key, Row> {
    const batches = waiting.get(db) ?? new Map<string, Batch<Key, Row>>()
    waiting.set(db, batches)
    const name = same(about)
    const known = batches.get(name)
    if (known && known.keys.size < MOST_KEYS) return known
    const keys = new Set<Key>()
    const rows = new Promise(setImmediate).then(() => {
      if (batches.get(name) === batch) batches.delete(name)
      return ask(db, about, [...keys])
    })
    const batch = { keys, rows }
    batches.set(name, batch)
    return batch
  }

  return async (db, about, key) => {
    if (db.isTransaction) return (await ask(db, about, [key])).get(key)
    const batch = batchFor(db, about)
    batch.keys.add(key)
    return (await batch.rows).get(key)
  }
}
