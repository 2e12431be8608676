import { createHash, randomBytes, randomInt } from 'node:crypto'
import { v7 } from 'uuid'

/** Signs that cannot be mistaken for one another when read out. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A new UUIDv7: unique without asking the database, and in order of creation. */
export function newId(): string {
  return v7()
}

/** An unguessable word for links, sessions and API tokens: 256 bits, safe in URLs. Only its hash is stored. */
export function newSecretWord(): string {
  return randomBytes(32).toString('base64url')
}

/** SHA-256 as hex: how secret words are stored and looked up. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Four signs that a person can read out, under which the log holds what went wrong: "7F3K". */
export function newReference(): string {
  return Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]).join('')
}
