import { expect, test } from 'vitest'
import {
  changeSettings,
  closeOpportunity,
  countWrongRollups,
  createOpportunity,
  editStage,
  examine,
  foldSome,
  importOpportunities,
  keepRollups,
  listPipelines,
  moveOpportunity,
  rebuildEveryRollup,
  reorderStages,
} from '../../../src/core/index.ts'
import { countWaiting, stateOf } from '../../../src/core/rollups/store.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam, START } from '../../support/team.ts'

describeEachEngine('Keeping rollups', (engine) => {
  async function teamWithDeals() {
    const team = await makeTeam(await engine.fresh())
    for (const value of [100, 200, null]) await createOpportunity(team.rep, { name: 'Acme', value })
    return team
  }

  test('builds them where there are none, and folds in what waits', async () => {
    const { rep } = await teamWithDeals()
    expect(await countWaiting(rep, 10)).toBe(3)
    await keepRollups(rep)
    expect(await countWaiting(rep, 10)).toBe(0)
    await moveOpportunity(rep, { opportunity: 1, stage: 'Proposal' })
    await closeOpportunity(rep, { opportunity: 1, status: 'won' })
    expect(await countWaiting(rep, 10)).toBe(2)
    expect(await foldSome(rep)).toBe(2)
    expect(await foldSome(rep)).toBe(0)
    expect(await countWrongRollups(rep)).toBe(0)
  })

  test('builds them anew when what they are made of changed for many deals at once', async () => {
    const { rep, admin, workspace } = await teamWithDeals()
    const generation = async () => (await stateOf(rep))?.generation ?? null
    const [pipeline] = await listPipelines(rep)
    const stages = (pipeline?.stages ?? []).map(({ id }) => id)
    await keepRollups(rep)
    await editStage(admin, { stage: stages[0] as string, name: 'First' })
    expect(await generation()).toBe(1)

    await editStage(admin, { stage: stages[0] as string, probability: 77 })
    expect(await generation()).toBeNull()
    await keepRollups(rep)
    expect(await countWrongRollups(rep)).toBe(0)

    await reorderStages(admin, { pipeline: pipeline?.id as string, stages: stages.reverse() })
    expect(await generation()).toBeNull()
    await keepRollups(rep)
    expect(await generation()).toBe(3)

    await changeSettings(admin, { timeZone: 'Pacific/Kiritimati' })
    const elsewhere = { ...rep, workspace: { ...workspace, timeZone: 'Pacific/Kiritimati' } }
    expect(await countWrongRollups(elsewhere)).toBeNull()
    await keepRollups(elsewhere)
    expect(await generation()).toBe(4)
    expect(await countWrongRollups(elsewhere)).toBe(0)
  })

  test('takes an import in, before and after there are any', async () => {
    const { manager } = await teamWithDeals()
    const file = (from: number) => {
      const rows = Array.from({ length: 5 }, (_, i) => `${from + i},Deal ${from + i},12`)
      return { name: 'deals.csv', bytes: Buffer.from(['Record ID,Deal Name,Amount', ...rows].join('\n')) }
    }
    await importOpportunities(manager, file(1))
    expect(await countWaiting(manager, 10)).toBe(3)
    await keepRollups(manager)
    await importOpportunities(manager, file(100))
    expect(await countWaiting(manager, 10)).toBe(5)
    await keepRollups(manager)
    expect(await countWrongRollups(manager)).toBe(0)
  })

  test('is looked after by the doctor, who says what to do', async () => {
    const { rep, database } = await teamWithDeals()
    const found = async () => {
      const findings = await examine(database, START)
      return findings.find(({ what }) => what.startsWith('Rollups'))
    }
    expect(await found()).toMatchObject({ healthy: true, detail: '0 of 1 workspaces have any' })
    await keepRollups(rep)
    expect(await found()).toMatchObject({ healthy: true, detail: '1 of 1 workspaces have any' })
    await database.maintenance.updateTable('deal_rollups').set({ deals: 5 }).where('kind', '=', 'open').execute()
    expect(await found()).toMatchObject({
      healthy: false,
      detail: 'not so: those of 1 workspace. Build them anew: dealwright doctor --rebuild',
    })
    await rebuildEveryRollup(database)
    expect(await found()).toMatchObject({ healthy: true })
  })

  test('leaves other workspaces alone', async () => {
    const { rep, database } = await teamWithDeals()
    const other = await makeTeam(database, { name: 'Other', slackTeamId: 'T2' })
    await createOpportunity(other.rep, { name: 'Theirs', value: 7 })
    await keepRollups(rep)
    expect(await countWaiting(other.rep, 10)).toBe(1)
    await keepRollups(other.rep)
    const rows = await database.read.selectFrom('deal_rollups').selectAll().where('kind', '=', 'open').execute()
    const mine = rows.filter((row) => row.workspace_id === rep.workspace.id && row.lens === 'owner')
    expect(mine.reduce((sum, { deals, amount }) => sum + deals * 1000 + amount, 0)).toBe(3_300)
  })
})
