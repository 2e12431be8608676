import { expect, test } from 'vitest'
import {
  changeSettings,
  createWorkspace,
  listPipelines,
  listReasons,
  onlyWorkspace,
  workspaceById,
  workspaceOfSlackTeam,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('workspaces', (engine) => {
  test('a new workspace begins with a sales pipeline and reasons for both endings', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    const [sales, ...others] = await listPipelines(rep)
    expect(others).toEqual([])
    expect(sales?.name).toBe('Sales')
    expect(sales?.stages.map((stage) => [stage.rank, stage.name, stage.probability])).toEqual([
      [0, 'Prospecting', 10],
      [1, 'Qualification', 25],
      [2, 'Proposal', 50],
      [3, 'Negotiation', 75],
    ])
    const named = async (status: 'lost' | 'abandoned') =>
      (await listReasons(rep, { status })).map((reason) => reason.name)
    expect(await named('lost')).toEqual(['Price', 'Competitor', 'No budget', 'Timing', 'No decision'])
    expect(await named('abandoned')).toEqual(['No response', 'Not a fit', 'Duplicate'])
  })

  test('the same Slack team again gets the workspace it has', async () => {
    const { database, workspace, clock, rep } = await makeTeam(await engine.fresh())
    const again = await createWorkspace(database, { name: 'Another name', slackTeamId: 'T1', now: clock.now() })
    expect(again.id).toBe(workspace.id)
    expect(again.name).toBe('Acme Sales')
    expect(await listPipelines(rep)).toHaveLength(1)
  })

  test('a workspace is found by its id, by its Slack team, or as the first there was', async () => {
    const { database, workspace, clock } = await makeTeam(await engine.fresh())
    clock.advance({ days: 1 })
    const second = await createWorkspace(database, { name: 'Second', slackTeamId: 'T2', now: clock.now() })
    expect((await workspaceById(database, second.id))?.name).toBe('Second')
    expect((await workspaceOfSlackTeam(database, 'T2'))?.id).toBe(second.id)
    expect(await workspaceOfSlackTeam(database, 'T3')).toBeNull()
    expect((await onlyWorkspace(database))?.id).toBe(workspace.id)
  })

  test('an admin changes some settings and the rest stays', async () => {
    const { admin, database, workspace } = await makeTeam(await engine.fresh())
    const changed = await changeSettings(admin, { timeZone: 'America/New_York', currency: 'eur', repsSee: 'own' })
    expect(changed).toMatchObject({
      name: 'Acme Sales',
      timeZone: 'America/New_York',
      currency: 'EUR',
      repsSee: 'own',
      firstWeekday: 1,
      fiscalStartMonth: 1,
    })
    expect(await workspaceById(database, workspace.id)).toEqual(changed)
    expect(changed.revision).toBeGreaterThan(workspace.revision)
  })

  test('only admins change settings', async () => {
    const { rep, manager } = await makeTeam(await engine.fresh())
    for (const ctx of [rep, manager]) {
      await expect(changeSettings(ctx, { name: 'Mine' })).rejects.toMatchObject({
        code: 'forbidden',
        message: 'Only admins can change the settings. Ask one of Acme Sales.',
      })
    }
  })

  test.for([
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ firstWeekday: 7 }, 'firstWeekday'],
    [{ fiscalStartMonth: 0 }, 'fiscalStartMonth'],
    [{ name: '  ' }, 'name'],
  ] as const)('the setting %j is refused with a word about the field', async ([changes, field]) => {
    const { admin } = await makeTeam(await engine.fresh())
    await expect(changeSettings(admin, changes)).rejects.toMatchObject({
      code: 'invalid',
      fields: { [field]: expect.any(String) },
    })
  })
})
