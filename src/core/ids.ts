import { createHash, randomBytes } from 'node:crypto'
import { v7 } from 'uuid'

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
