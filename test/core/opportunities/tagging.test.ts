import { expect, it } from 'vitest'
import { createOpportunity, opportunityHistory, tagOpportunity } from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('Tags', (engine) => {
  it('come and go one by one, as one change each time; the same again changes nothing', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    await createOpportunity(rep, { name: 'Acme', tags: ['smb', 'north'] })
    const tagged = await tagOpportunity(rep, { opportunity: 1, add: ['#Enterprise', 'north'], remove: ['SMB'] })
    expect(tagged.tags).toEqual(['enterprise', 'north'])
    const again = await tagOpportunity(rep, { opportunity: 1, add: ['enterprise'], remove: ['smb', 'unknown'] })
    expect(again.version).toBe(tagged.version)
    expect(await opportunityHistory(rep, 1)).toMatchObject([{ kind: 'edited' }, { kind: 'created' }])
    await expect(tagOpportunity(rep, { opportunity: 1, add: ['a b'], remove: [] })).rejects.toMatchObject({
      code: 'invalid',
    })
  })
})
