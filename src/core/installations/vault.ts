import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const FORMAT = 'v1'
const IV_BYTES = 12

/** Seals tokens for the database, and opens them again. Neither the key nor a token is ever part of an error. */
export interface Vault {
  /** Names the key, so that a token that another key sealed is recognised. */
  readonly keyId: string
  /** AES-256-GCM. `workspaceId` is bound to it: in another workspace's row it does not open. */
  seal(token: string, workspaceId: string): string
  /** Throws `SealedElsewhere` for what another key sealed, or what was changed or moved since. */
  open(sealed: string, workspaceId: string): string
}

/** The stored token cannot be opened with this secret. */
export class SealedElsewhere extends Error {
  constructor() {
    super('A stored Slack token was sealed with another DEALWRIGHT_SECRET, or was changed since.')
    this.name = 'SealedElsewhere'
  }
}

/** A vault whose key follows from `secret`; the secret itself is not kept. */
export function createVault(secret: string): Vault {
  const derive = (use: string, bytes: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, 'dealwright', `slack tokens: ${use}`, bytes))
  const key = derive('key', 32)
  const keyId = derive('key id', 4).toString('hex')

  return {
    keyId,
    seal(token, workspaceId) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(workspaceId))
      const text = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()])
      return [FORMAT, keyId, ...[iv, cipher.getAuthTag(), text].map((part) => part.toString('base64url'))].join('.')
    },
    open(sealed, workspaceId) {
      const [format, by, ...parts] = sealed.split('.')
      const [iv, tag, text] = parts.map((part) => Buffer.from(part, 'base64url'))
      if (format !== FORMAT || by !== keyId || !iv || !tag || !text) throw new SealedElsewhere()
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 })
        decipher.setAAD(Buffer.from(workspaceId)).setAuthTag(tag)
        return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8')
      } catch {
        throw new SealedElsewhere()
      }
    },
  }
}

/** Which key sealed it. */
export function keyIdOf(sealed: string): string | undefined {
  return sealed.split('.')[1]
}
