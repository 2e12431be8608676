import { describe, expect, it } from 'vitest'
import { createVault, SealedElsewhere } from '../../../src/core/index.ts'

const SECRET = 'a secret of thirty-two bytes or more'
const TOKEN = 'xoxb-1-secret'

describe('a vault', () => {
  it('opens what it sealed, for the workspace it was sealed for', () => {
    const vault = createVault(SECRET)
    const sealed = vault.seal(TOKEN, 'w1')
    expect(createVault(SECRET).open(sealed, 'w1')).toBe(TOKEN)
    expect(() => vault.open(sealed, 'w2')).toThrow(SealedElsewhere)
  })

  it('shows neither token nor secret in what it sealed, and seals the same differently each time', () => {
    const vault = createVault(SECRET)
    const [one, other] = [vault.seal(TOKEN, 'w1'), vault.seal(TOKEN, 'w1')]
    expect(one).not.toBe(other)
    expect(one).not.toContain('xoxb')
    expect(one).toMatch(new RegExp(`^v1\\.${vault.keyId}\\.[\\w-]+\\.[\\w-]+\\.[\\w-]+$`))
    expect(JSON.stringify(vault)).not.toContain('secret')
  })

  it('opens nothing that another secret sealed, or that was changed', () => {
    const vault = createVault(SECRET)
    const sealed = vault.seal(TOKEN, 'w1')
    const [format, key, iv, tag, text = ''] = sealed.split('.')
    const changed = [format, key, iv, tag, `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`].join('.')
    const shortTag = [format, key, iv, tag?.slice(0, 6), text].join('.')
    for (const wrong of [changed, shortTag, 'v1', '', `v2.${sealed}`]) {
      expect(() => vault.open(wrong, 'w1')).toThrow(SealedElsewhere)
    }
    expect(() => createVault(`${SECRET}!`).open(sealed, 'w1')).toThrow(/another DEALWRIGHT_SECRET/)
  })
})
