import { expect, it } from 'vitest'
import { listForecasts, submitForecast } from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('Submitted forecasts', (engine) => {
  const start = async () => makeTeam(await engine.fresh())

  it('stand as they were submitted, a later one beside the earlier', async () => {
    const { rep, manager, clock } = await start()
    const first = await submitForecast(manager, {
      unit: 'quarter',
      startsOn: '2026-11-23',
      value: 100,
      note: ' Sure. ',
    })
    const owner = null
    expect(first).toMatchObject({
      owner,
      startsOn: '2026-10-01',
      value: 100,
      note: 'Sure.',
      submittedBy: 'Mia Manager',
    })
    clock.advance({ days: 1 })
    await submitForecast(manager, { unit: 'quarter', startsOn: '2026-10-01', value: 0 })
    const all = await listForecasts(rep)
    expect(all.map(({ value }) => value)).toEqual([0, 100])
    expect(all[1]).toEqual(first)
    expect(await listForecasts(rep, { from: '2026-11-01' })).toEqual([])
    expect(await listForecasts(rep, { asOf: first.submittedAt })).toEqual([first])
  })

  it('are a rep’s for themselves, and a manager’s for everybody', async () => {
    const { rep, otherRep, manager } = await start()
    const november = { unit: 'month', startsOn: '2026-11-01' }
    await submitForecast(rep, { ...november, owner: 'me', value: 5 })
    await submitForecast(manager, { ...november, owner: 'Ben Rep', value: 7 })
    await expect(submitForecast(rep, { ...november, value: 5 })).rejects.toThrow('Only managers and admins')
    await expect(submitForecast(rep, { ...november, owner: 'Ben Rep', value: 5 })).rejects.toThrow('Only managers')
    expect((await listForecasts(otherRep)).map(({ owner }) => owner?.name)).toEqual(['Ben Rep', 'Ana Rep'])
    const own = { ...rep, workspace: { ...rep.workspace, repsSee: 'own' as const } }
    expect((await listForecasts(own)).map(({ owner }) => owner?.name)).toEqual(['Ana Rep'])
  })

  it('are refused for what is over, and for what is no amount', async () => {
    const { manager } = await start()
    const attempt = (input: { unit?: string; startsOn?: string; value?: number; note?: string; owner?: string }) =>
      submitForecast(manager, { unit: 'month', startsOn: '2026-11-01', value: 1, ...input })
    await expect(attempt({ startsOn: '2026-10-31' })).rejects.toThrow('Oct 2026 is over.')
    await expect(attempt({ unit: 'year' })).rejects.toMatchObject({ fields: { unit: expect.any(String) } })
    await expect(attempt({ startsOn: 'soon' })).rejects.toMatchObject({ fields: { startsOn: expect.any(String) } })
    await expect(attempt({ value: -1 })).rejects.toMatchObject({ fields: { value: expect.any(String) } })
    await expect(attempt({ value: Number.NaN })).rejects.toMatchObject({ fields: { value: expect.any(String) } })
    await expect(attempt({ note: 'x'.repeat(2001) })).rejects.toMatchObject({ fields: { note: expect.any(String) } })
    await expect(attempt({ owner: 'Nemo' })).rejects.toMatchObject({ fields: { owner: expect.any(String) } })
    expect(await listForecasts(manager)).toEqual([])
  })
})
