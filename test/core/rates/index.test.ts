import { expect, it } from 'vitest'
import {
  addRate,
  changeSettings,
  closeOpportunity,
  correctRate,
  createOpportunity,
  editOpportunity,
  importRates,
  listOpportunities,
  listRates,
  removeRate,
  totalOpportunities,
  workspaceById,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer, filtersOf } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

const file = (text: string) => ({ bytes: new TextEncoder().encode(text) })

describeEachEngine('Rates', (engine) => {
  const start = async () => {
    const team = await makeTeam(await engine.fresh())
    const enter = (currency: string, day: string, rate: string) => addRate(team.admin, { currency, day, rate })
    const totals = async (words = {}) => totalOpportunities(team.rep, await filtersOf(team.rep, words))
    return { ...team, enter, totals }
  }

  it('are seen by managers and changed by admins alone', async () => {
    const { rep, manager, admin, enter } = await start()
    const { id } = await enter('EUR', '2026-11-01', '1.1')
    expect(await listRates(manager)).toMatchObject([
      { currency: 'EUR', day: '2026-11-01', rate: '1.1', enteredBy: 'Dana Bright' },
    ])
    await expect(listRates(rep)).rejects.toThrow('Only managers and admins can see the rates.')
    await expect(addRate(manager, { currency: 'GBP', day: '2026-11-01', rate: '1.3' })).rejects.toThrow('Only admins')
    await expect(correctRate(manager, { id, rate: '2' })).rejects.toThrow('Only admins')
    await expect(removeRate(manager, { id })).rejects.toThrow('Only admins')
    await expect(importRates(manager, file('date,currency,rate\n'))).rejects.toThrow('Only admins')
    expect(await listRates(admin)).toHaveLength(1)
  })

  it('are one a day and currency: corrected, not doubled, and removed', async () => {
    const { admin, enter } = await start()
    const { id } = await enter('EUR', '2026-11-01', '1.1')
    await enter('EUR', '2026-11-02', '1.2')
    await expect(enter('eur', '2026-11-01', '1.3')).rejects.toThrow('EUR has a rate of 2026-11-01 already: 1.1.')
    await expect(correctRate(admin, { id, day: '2026-11-02' })).rejects.toThrow('already: 1.2')
    expect(await correctRate(admin, { id, rate: '1.15' })).toMatchObject({ rate: '1.15', day: '2026-11-01' })
    await removeRate(admin, { id })
    await expect(removeRate(admin, { id })).rejects.toThrow('This rate does not exist.')
    expect((await listRates(admin)).map(({ day }) => day)).toEqual(['2026-11-02'])
  })

  it('price open deals by the latest one until the moment asked for', async () => {
    const { rep, enter, totals } = await start() // it is 2026-11-23
    await createOpportunity(rep, { name: 'A', value: 10_000, currency: 'EUR' })
    await createOpportunity(rep, { name: 'B', value: 500 })
    expect(await totals()).toMatchObject({ value: 500, otherCurrencies: 1 })
    await enter('EUR', '2026-11-20', '1.1')
    expect(await totals()).toMatchObject({ value: 11_500, otherCurrencies: 0 })
    await enter('EUR', '2026-11-24', '9') // tomorrow
    expect(await totals()).toMatchObject({ value: 11_500 })
    await enter('EUR', '2026-11-23', '1.2') // today counts all day
    expect(await totals()).toMatchObject({ value: 12_500 })
    expect(await totals({ asOf: '2026-11-23T22:59:59Z' })).toMatchObject({ value: 12_500 }) // nothing later yet
  })

  it('keep for a closed deal the rate of its closing day, whatever is entered for later days', async () => {
    const { rep, clock, enter, totals } = await start()
    await enter('EUR', '2026-11-01', '1.1')
    await createOpportunity(rep, { name: 'A', value: 10_000, currency: 'EUR' })
    await createOpportunity(rep, { name: 'B', value: 10_000, currency: 'EUR' })
    await closeOpportunity(rep, { opportunity: 1, status: 'won' })
    clock.advance({ days: 3 })
    await enter('EUR', '2026-11-25', '2')
    expect(await totals({ status: ['won'] })).toMatchObject({ value: 11_000 })
    expect(await totals({ status: ['open'] })).toMatchObject({ value: 20_000 })
    expect(await totals({ asOf: '2026-11-23T12:00:00Z', status: ['open'] })).toMatchObject({ value: 11_000 })
  })

  it('are converted deal by deal before they are added', async () => {
    const { rep, enter, totals } = await start()
    await enter('EUR', '2026-11-01', '1.01')
    for (const name of ['A', 'B', 'C']) await createOpportunity(rep, { name, value: 50, currency: 'EUR' })
    expect(await totals()).toMatchObject({ value: 153 }) // 3 x 51, where the sum of 150 would be 152
  })

  it('let values be compared across currencies', async () => {
    const { rep, enter } = await start()
    await enter('JPY', '2026-11-01', '0.0066')
    await createOpportunity(rep, { name: 'Yen', value: 1_000_000, currency: 'JPY' }) // $6,600
    await createOpportunity(rep, { name: 'Dollars', value: 500_000 })
    await createOpportunity(rep, { name: 'Euros', value: 900_000, currency: 'EUR' })
    const names = async (words: { minValue?: string; maxValue?: string }) =>
      (await listOpportunities(rep, { filters: await filtersOf(rep, words) })).items.map(({ name }) => name)
    expect(await names({ minValue: '6000' })).toEqual(['Yen'])
    expect(await names({ maxValue: '6k' })).toEqual(['Dollars'])
    expect(await names({ minValue: '6600', maxValue: '6600' })).toEqual(['Yen'])
  })

  it('are named by reports where they are missing', async () => {
    const { rep, enter } = await start()
    await enter('EUR', '2026-11-20', '1.1')
    await enter('GBP', '2026-11-24', '1.3')
    await createOpportunity(rep, { name: 'A', value: 10_000, currency: 'EUR' })
    await createOpportunity(rep, { name: 'B', value: 10_000, currency: 'GBP' })
    await createOpportunity(rep, { name: 'C', value: 10_000, currency: 'CHF' })
    await createOpportunity(rep, { name: 'D', currency: 'CHF' })
    const { totals, notes } = await answer(rep, 'value-by-stage')
    expect(totals).toEqual({ count: 4, value: 11_000, weighted: 1100 })
    expect(notes).toEqual([
      '1 deal has no value.',
      '1 deal in CHF has no rate and is not priced.',
      '1 deal in GBP has no rate and is not priced.',
    ])
  })

  it('stand in the bridge as what they changed, beside what was edited', async () => {
    const { rep, clock, enter } = await start()
    await enter('EUR', '2026-11-01', '1.1')
    for (const name of ['A', 'B', 'C']) await createOpportunity(rep, { name, value: 10_000, currency: 'EUR' })
    await createOpportunity(rep, { name: 'D', value: 10_000 })
    clock.advance({ days: 1 })
    const from = clock.now()
    clock.advance({ days: 1 })
    await enter('EUR', '2026-11-25', '1.2')
    await editOpportunity(rep, { opportunity: 2, changes: { value: 20_000 } })
    await closeOpportunity(rep, { opportunity: 3, status: 'won' })
    await editOpportunity(rep, { opportunity: 4, changes: { currency: 'EUR' } })
    clock.advance({ hours: 1 })
    const { rows } = await answer(rep, 'bridge', { from })
    const moved = rows.filter(({ value }) => value !== 0).map(({ bucket, count, value }) => [bucket, count, value])
    expect(moved).toEqual([
      ['start', 4, 43_000], // 3 x 11,000 and 10,000
      ['increased', 1, 12_000], // B by 10,000 more euros at 1.2
      ['currency', 3, 4000], // A and B 1,000 each by the rate, D 2,000 by becoming euros
      ['won', 1, -11_000],
      ['end', 3, 48_000], // 12,000 + 24,000 + 12,000
    ])
    const total = await totalOpportunities(rep, await filtersOf(rep, { status: ['open'] }))
    expect(total.value).toBe(48_000)
  })

  it('belong to the currency that the workspace counts in', async () => {
    const { database, admin, ctxOf, members, enter } = await start()
    await enter('EUR', '2026-11-01', '1.1')
    await createOpportunity(admin, { name: 'A', value: 10_000, currency: 'EUR' })
    await changeSettings(admin, { currency: 'CHF' })
    const workspace = (await workspaceById(database, admin.workspace.id)) ?? admin.workspace
    const inFrancs = { ...ctxOf(members.admin), workspace }
    expect(await listRates(inFrancs)).toEqual([])
    const totals = async () => totalOpportunities(inFrancs, await filtersOf(inFrancs))
    expect(await totals()).toMatchObject({ value: 0, otherCurrencies: 1 })
    await addRate(inFrancs, { currency: 'EUR', day: '2026-11-01', rate: '0.95' })
    expect(await totals()).toMatchObject({ value: 9500, otherCurrencies: 0 })
    await changeSettings(inFrancs, { currency: 'USD' })
    expect((await listRates(admin)).map(({ rate }) => rate)).toEqual(['1.1'])
  })

  it('come in from CSV: good lines in, bad ones named, and again nothing changes', async () => {
    const { admin } = await start()
    const text = [
      'Currency;Rate;Date',
      'EUR;1.08;2026-11-02',
      'EUR;one;2026-11-03',
      'USD;1;2026-11-03',
      'XQZ;1;2026-11-03',
      'JPY;0.0066;2026-11-31',
      'EUR;1.09;2026-11-02',
      'JPY;0.0066;2026-11-02',
      'GBP;1.3',
    ].join('\n')
    const outcome = await importRates(admin, file(text))
    expect(outcome).toMatchObject({ added: 2, corrected: 0, unchanged: 0 })
    expect(outcome.problems.map(({ line, column }) => [line, column])).toEqual([
      ...[
        [3, 'rate'],
        [4, 'currency'],
        [5, 'currency'],
        [6, 'date'],
        [7, 'rate'],
        [9, null],
      ],
    ])
    expect(await importRates(admin, file(text))).toMatchObject({ added: 0, corrected: 0, unchanged: 2 })
    const other = file('date,currency,rate\n2026-11-02,EUR,1.1')
    expect(await importRates(admin, other)).toMatchObject({ added: 0, corrected: 1, unchanged: 0 })
    expect((await listRates(admin, { currency: 'eur' })).map(({ rate }) => rate)).toEqual(['1.1'])
    await expect(importRates(admin, file(''))).rejects.toThrow('The file is empty.')
    await expect(importRates(admin, file('day,currency\n1,2'))).rejects.toThrow('no column date and no rate')
  })
})
