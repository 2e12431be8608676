import { describe, expect, it } from 'vitest'
import { getOpportunity } from '../../../src/core/index.ts'
import type { View } from '../../../src/sandbox/index.ts'
import { officeWithDeals } from '../../support/office.ts'

describe('/deal tag', () => {
  it('adds tags and takes them away, by word or in a form', async () => {
    const { slack, ana, ctxOf } = await officeWithDeals()
    const tags = async (number: number) => (await getOpportunity(await ctxOf('Ana'), number)).tags
    expect(await ana('tag D-1 +Enterprise #north smb')).toContain('D-1 is tagged enterprise, north, smb.')
    expect(await ana('tag D-1 -smb, -north')).toContain('D-1 is tagged enterprise.')
    expect(await ana('tag globex +key')).toContain('D-3 is tagged key.')
    expect(await ana('tag globex: -key')).toContain('D-3 has no tags.')
    const { modal } = await slack.as('Ana').command('/deal tag D-1')
    await slack.as('Ana').submit(modal as View, { Tags: 'big, new' })
    expect(await tags(1)).toEqual(['big', 'new'])
  })

  it('writes nothing that is no tag', async () => {
    const { ana, ctxOf } = await officeWithDeals()
    expect(await ana('tag D-1 +a!b')).toContain('“a!b” cannot be a tag')
    expect(await ana('tag D-1 + ')).toContain('“+” names no tag')
    expect(await ana('tag D-9 +a')).toContain('There is no deal D-9')
    expect((await getOpportunity(await ctxOf('Ana'), 1)).version).toBe(1)
  })
})
