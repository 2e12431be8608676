import type { Token } from './text.ts'

/** Some words and what they are about. */
export interface Clause<Key extends string> {
  readonly key: Key
  readonly words: string[]
}

/** A clause that begins; `extent` says that it is whole with these words, or that it takes all that follows. */
export interface Begun<Key extends string> extends Clause<Key> {
  readonly extent?: 'over' | 'rest'
}

/** Says whether a new clause begins at this token. */
export type Begin<Key extends string> = (
  token: Token,
  next: Token | undefined,
  before: readonly Clause<Key>[],
) => Begun<Key> | null

/** Cuts words into clauses. What stands before the first one, or after one that is over, is about `main`. */
export function clausesOf<Key extends string>(tokens: readonly Token[], main: Key, begin: Begin<Key>): Clause<Key>[] {
  const clauses: Clause<Key>[] = [{ key: main, words: [] }]
  for (const [i, token] of tokens.entries()) {
    const begun = token.quoted ? null : begin(token, tokens[i + 1], clauses)
    if (!begun) {
      clauses.at(-1)?.words.push(token.text)
      continue
    }
    const { key, words, extent } = begun
    if (extent === 'rest')
      return [...clauses, { key, words: [...words, ...tokens.slice(i + 1).map((one) => one.text)] }]
    clauses.push({ key, words })
    if (extent === 'over') clauses.push({ key: main, words: [] })
  }
  return clauses
}

/** `key:rest` of a token whose key is one of `keys`. */
export function keyed<Key extends string>(token: Token, keys: Readonly<Record<string, Key>>): Clause<Key> | null {
  const [, word = '', rest = ''] = /^([a-z-]+):(.*)$/is.exec(token.text) ?? []
  const key = Object.hasOwn(keys, word.toLowerCase()) ? keys[word.toLowerCase()] : undefined
  return key ? { key, words: rest ? [rest] : [] } : null
}
