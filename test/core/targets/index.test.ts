import { expect, it } from 'vitest'
import { createPipeline, listTargets, setTarget } from '../../../src/core/index.ts'
import { customPeriod } from '../../../src/core/period.ts'
import { targetsFor } from '../../../src/core/targets/wanted.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { filtersOf } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('Targets', (engine) => {
  const start = async () => {
    const team = await makeTeam(await engine.fresh())
    const month = (startsOn: string, value: number | null, of: { owner?: string; pipeline?: string } = {}) =>
      setTarget(team.manager, { unit: 'month', startsOn, value, ...of })
    const quarter = (startsOn: string, value: number | null, of: { owner?: string; pipeline?: string } = {}) =>
      setTarget(team.manager, { unit: 'quarter', startsOn, value, ...of })
    const wanted = async (from: string, to: string, words = {}, ctx = team.rep) => {
      const ask = await targetsFor(ctx, await filtersOf(ctx, words))
      return ask(customPeriod(from, to, team.workspace))
    }
    return { ...team, month, quarter, wanted }
  }

  it('are set by managers for a month or quarter, named by any of its days; the latest counts', async () => {
    const { rep, manager, clock, quarter } = await start()
    await quarter('2026-11-23', 100)
    clock.advance({ minutes: 1 })
    const target = await quarter('2026-10-01', 200)
    expect(target).toMatchObject({ startsOn: '2026-10-01', value: 200, owner: null, setBy: 'Mia Manager' })
    expect((await listTargets(rep)).map(({ value }) => value)).toEqual([200])
    expect((await listTargets(rep, { earlier: true })).map(({ value }) => value)).toEqual([200, 100])
    clock.advance({ minutes: 1 })
    await quarter('2026-10-01', null)
    expect(await listTargets(rep)).toEqual([])
    await expect(setTarget(rep, { unit: 'month', startsOn: '2026-11-01', value: 1 })).rejects.toThrow('Only managers')
    for (const [input, field] of [
      [{ unit: 'week', startsOn: '2026-11-01', value: 1 }, 'unit'],
      [{ unit: 'month', startsOn: '2026-11-31', value: 1 }, 'startsOn'],
      [{ unit: 'month', startsOn: '2026-11-01', value: -1 }, 'value'],
      [{ unit: 'month', startsOn: '2026-11-01', value: 1.5 }, 'value'],
      [{ unit: 'month', startsOn: '2026-11-01', value: 1, owner: 'Nobody Else' }, 'owner'],
      [{ unit: 'month', startsOn: '2026-11-01', value: 1, pipeline: 'Nowhere' }, 'pipeline'],
    ] as const) {
      await expect(setTarget(manager, input)).rejects.toMatchObject({ fields: { [field]: expect.any(String) } })
    }
    expect(await listTargets(rep)).toEqual([])
  })

  it('add up: a year is its quarters, a quarter its own or its months’, and the team’s own or its owners’', async () => {
    const { month, quarter, wanted } = await start()
    await quarter('2026-10-01', 1000)
    await month('2026-07-01', 100)
    await month('2026-08-01', 200)
    await month('2026-11-01', 400)
    expect(await wanted('2026-10-01', '2027-01-01')).toEqual({ value: 1000, reason: null })
    expect((await wanted('2026-07-01', '2026-10-01')).value).toBe(300)
    expect((await wanted('2026-01-01', '2027-01-01')).value).toBe(1300)
    expect((await wanted('2026-11-01', '2026-12-01')).value).toBe(400)
    expect(await wanted('2026-12-01', '2027-01-01')).toEqual({ value: null, reason: 'There is no target for it.' })

    await month('2027-01-01', 10, { owner: 'Ana Rep' })
    await month('2027-01-01', 20, { owner: 'Ben Rep' })
    expect((await wanted('2027-01-01', '2027-02-01')).value).toBe(30)
    expect((await wanted('2027-01-01', '2027-02-01', { owner: ['Ben Rep'] })).value).toBe(20)
    expect((await wanted('2027-01-01', '2027-02-01', { owner: ['Ana Rep', 'Ben Rep'] })).value).toBe(30)
    expect((await wanted('2026-11-01', '2026-12-01', { owner: ['Ben Rep'] })).value).toBeNull()
  })

  it('can be for a pipeline; a target for all of them comes before their sum', async () => {
    const { admin, month, wanted } = await start()
    await createPipeline(admin, { name: 'Partners', stages: [{ name: 'One' }] })
    await month('2026-11-01', 10, { pipeline: 'Sales' })
    await month('2026-11-01', 20, { pipeline: 'Partners' })
    expect((await wanted('2026-11-01', '2026-12-01')).value).toBe(30)
    expect((await wanted('2026-11-01', '2026-12-01', { pipeline: ['Partners'] })).value).toBe(20)
    await month('2026-11-01', 100)
    expect((await wanted('2026-11-01', '2026-12-01')).value).toBe(100)
  })

  it('are not held against other times or other filters, and it is said why', async () => {
    const { month, wanted, rep } = await start()
    await month('2026-11-01', 10)
    expect((await wanted('2026-11-02', '2026-12-01')).reason).toContain('whole months')
    expect((await wanted('2026-11-01', '2026-12-01', { source: ['Fair'] })).reason).toContain('other filters')
    const ask = await targetsFor(rep, await filtersOf(rep))
    expect(ask((await filtersOf(rep)).period).reason).toContain('choose a period')
  })

  it('of the others are nothing to a rep who may see own deals only', async () => {
    const { rep, month, wanted } = await start()
    await month('2026-11-01', 10, { owner: 'Ana Rep' })
    await month('2026-11-01', 20, { owner: 'Ben Rep' })
    await month('2026-11-01', 100)
    const own = { ...rep, workspace: { ...rep.workspace, repsSee: 'own' as const } }
    expect((await listTargets(own)).map(({ value }) => value)).toEqual([10])
    expect((await wanted('2026-11-01', '2026-12-01', {}, own)).value).toBe(10)
  })
})
