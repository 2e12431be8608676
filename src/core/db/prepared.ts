import { type Compilable, type CompiledQuery, createQueryId } from 'kysely'
import type { Db } from './database.ts'

type Values = Readonly<Record<string, string | number | null>>
type Answer<Q> = Q extends Compilable<infer Row> ? Row : never

/** Stands for a value while the statement's text is made. */
class Slot {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/**
 * A statement whose text is made once and kept: for the few that every Slack command runs, where making the text takes
 * longer than running it. `build` must use the values as they are and look into none of them.
 */
export function prepared<V extends Values, Q extends Compilable<unknown>>(
  build: (db: Db, values: V) => Q,
): (db: Db, values: V) => CompiledQuery<Answer<Q>> {
  // By dialect and database, since they write placeholders differently.
  const texts = new WeakMap<object, CompiledQuery>()
  return (db, values) => {
    const executor = db.getExecutor()
    const known = texts.get(executor.adapter) ?? build(db, slotsFor(values)).compile()
    texts.set(executor.adapter, known)
    const queryId = createQueryId()
    // Lets the transaction's guard see it, as every statement that is made anew.
    executor.transformQuery(known.query, queryId)
    const parameters = known.parameters.map((value) => (value instanceof Slot ? values[value.name] : value))
    return { ...known, queryId, parameters } as CompiledQuery<Answer<Q>>
  }
}

/**
 * The same for statements about several keys, as in `where number in (…)`. The keys are filled up with the last one to a
 * power of two, so that there are few texts.
 */
export function preparedForKeys<V extends Values, K extends string | number, Q extends Compilable<unknown>>(
  build: (db: Db, values: V, keys: readonly K[]) => Q,
): (db: Db, values: V, keys: readonly K[]) => CompiledQuery<Answer<Q>> {
  const byLength = new Map<number, (db: Db, values: Values) => CompiledQuery<Answer<Q>>>()
  return (db, values, keys) => {
    const length = 2 ** Math.ceil(Math.log2(keys.length))
    const names = Array.from({ length }, (_, i) => `key${i}`)
    const statement =
      byLength.get(length) ??
      prepared((db, all: Values) =>
        build(
          db,
          all as V,
          names.map((name) => all[name] as K),
        ),
      )
    byLength.set(length, statement)
    const filledUp = names.map((name, i) => [name, keys[Math.min(i, keys.length - 1)] as K] as const)
    return statement(db, { ...values, ...Object.fromEntries(filledUp) })
  }
}

function slotsFor<V extends Values>(values: V): V {
  return Object.fromEntries(Object.keys(values).map((name) => [name, new Slot(name)])) as unknown as V
}
