import { expect, it } from 'vitest'
import { describeEachEngine } from '../../support/databases.ts'

describeEachEngine('a fresh database', (engine) => {
  it('answers and is empty', async () => {
    const database = await engine.fresh()
    await database.ping()
    expect(await database.read.selectFrom('workspaces').selectAll().execute()).toEqual([])
  })
})
