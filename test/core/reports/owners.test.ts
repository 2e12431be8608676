import { expect, it } from 'vitest'
import {
  addNote,
  assignOpportunity,
  closeOpportunity,
  createOpportunity,
  editReason,
  type Ratio,
  runReport,
  setActive,
  setTarget,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer, behind, filtersOf, wordsOf } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('Owners', (engine) => {
  const start = async () => {
    const team = await makeTeam(await engine.fresh())
    const { rep, otherRep, manager } = team
    await createOpportunity(rep, { name: 'A', value: 100 })
    await createOpportunity(rep, { name: 'B', value: 200 })
    await createOpportunity(otherRep, { name: 'C', value: 400 })
    await createOpportunity(otherRep, { name: 'D', value: 800 })
    await createOpportunity(otherRep, { name: 'E', value: 50 })
    await createOpportunity(manager, { name: 'F', value: 1_600, owner: null })
    await closeOpportunity(rep, { opportunity: 2, status: 'won' })
    await closeOpportunity(rep, { opportunity: 3, status: 'won' })
    await closeOpportunity(rep, { opportunity: 4, status: 'lost' })
    return team
  }

  it('puts who won most first, and deals of nobody under Nobody', async () => {
    const { rep } = await start()
    const { rows, totals, summary } = await answer(rep, 'owners')
    expect(rows).toMatchObject([
      {
        owner: 'Ben Rep',
        openValue: 50,
        openCount: 1,
        wonValue: 400,
        wonCount: 1,
        winRate: { value: 1 / 2 },
        count: 3,
      },
      { owner: 'Ana Rep', openValue: 100, openCount: 1, wonValue: 200, wonCount: 1, winRate: { value: 1 }, count: 2 },
      { owner: 'Nobody', openValue: 1_600, openCount: 1, wonValue: 0, wonCount: 0, winRate: { value: null }, count: 1 },
    ])
    expect(totals).toEqual({
      openValue: 1_750,
      openCount: 3,
      wonValue: 600,
      wonCount: 2,
      winRate: { numerator: 2, denominator: 3, value: 2 / 3 },
      meanCycle: 0,
      staleShare: { numerator: 0, denominator: 3, value: 0 },
      count: 6,
      target: null,
      attainment: null,
    })
    expect(summary).toBe('Ben Rep won the most: $4 in 1 deal.')
  })

  it('holds what was won against the target of each, and of the team', async () => {
    const { rep, manager } = await start()
    await setTarget(manager, { unit: 'quarter', startsOn: '2026-10-01', value: 800, owner: 'Ben Rep' })
    await setTarget(manager, { unit: 'month', startsOn: '2026-11-01', value: 100, owner: 'Ana Rep' })
    const { rows, totals } = await answer(rep, 'owners', { period: 'this-quarter' })
    expect(rows.map(({ owner, target, attainment }) => [owner, target, (attainment as Ratio | null)?.value])).toEqual([
      ['Ben Rep', 800, 0.5],
      ['Ana Rep', 100, 2],
      ['Nobody', null, undefined],
    ])
    expect(totals).toMatchObject({ target: 900, attainment: { numerator: 600, denominator: 900 } })
    expect((await answer(rep, 'owners')).totals.target).toBeNull()
  })

  it('says how long a win takes on the mean, by owner and for all; lost deals do not count', async () => {
    const { rep, clock } = await makeTeam(await engine.fresh())
    for (const owner of ['ana', 'ben', 'ben', 'ben']) await createOpportunity(rep, { name: 'A', owner })
    clock.advance({ days: 10 })
    await closeOpportunity(rep, { opportunity: 1, status: 'won' })
    await closeOpportunity(rep, { opportunity: 2, status: 'won' })
    clock.advance({ days: 20 })
    await closeOpportunity(rep, { opportunity: 3, status: 'won' })
    await closeOpportunity(rep, { opportunity: 4, status: 'lost' })
    const { rows, totals } = await answer(rep, 'owners')
    const days = (figure: unknown) => Number(figure) / 86_400
    expect(rows.map((row) => [row.owner, days(row.meanCycle)])).toEqual([
      ['Ana Rep', 10],
      ['Ben Rep', 20],
    ])
    expect(days(totals.meanCycle)).toBeCloseTo(50 / 3, 5)
  })

  it('opens from each row all deals of the owner that it counts', async () => {
    const { rep } = await start()
    const { rows } = await answer(rep, 'owners', { period: 'this-quarter' })
    for (const row of rows) expect((await behind(rep, row)).count).toBe(row.count)
    expect(rows.map(({ deals }) => wordsOf(deals as string).owner)).toEqual([['Ben Rep'], ['Ana Rep'], ['nobody']])
  })

  it('keeps the deals of somebody who left under their name', async () => {
    const { rep, admin, members } = await start()
    await setActive(admin, { member: members.otherRep.id, active: false })
    const [first] = (await answer(rep, 'owners')).rows
    expect(first).toMatchObject({ owner: 'Ben Rep', wonValue: 400 })
    expect((await behind(rep, first ?? {})).count).toBe(3)
  })

  it('says who carries most while nothing is won', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    await createOpportunity(rep, { name: 'A', value: 150_000 })
    expect((await answer(rep, 'owners')).summary).toBe('Ana Rep carries the most: $1.5k in 1 open deal.')
  })

  it('count a win in the win rate of who closed it, although somebody else owns the deal now', async () => {
    const { rep, manager, clock } = await start()
    const asOf = clock.now()
    clock.advance({ days: 1 })
    await assignOpportunity(manager, { opportunity: 3, owner: 'Mia Manager' })
    const { rows, totals, notes } = await answer(rep, 'owners')
    const rates = rows.map(({ owner, wonCount, winRate }) => [owner, wonCount, winRate])
    expect(rates).toEqual([
      ['Mia Manager', 1, { numerator: 0, denominator: 0, value: null }],
      ['Ana Rep', 1, { numerator: 1, denominator: 1, value: 1 }],
      ['Nobody', 0, { numerator: 0, denominator: 0, value: null }],
      ['Ben Rep', 0, { numerator: 1, denominator: 2, value: 1 / 2 }],
    ])
    expect(totals.winRate).toMatchObject({ numerator: 2, denominator: 3 })
    const note = '1 deal was given to somebody else after closing: win rates count them for who closed them.'
    expect(notes).toEqual([note])
    expect((await answer(rep, 'owners', { asOf })).notes).toEqual([])
  })

  it('keep a row for who closed deals and owns none any more', async () => {
    const { rep, manager } = await start()
    await assignOpportunity(manager, { opportunity: 1, owner: 'Ben Rep' })
    await assignOpportunity(manager, { opportunity: 2, owner: 'Ben Rep' })
    const ana = (await answer(rep, 'owners')).rows.find(({ owner }) => owner === 'Ana Rep')
    expect(ana).toMatchObject({ count: 0, wonCount: 0, winRate: { numerator: 1, denominator: 1 } })
    expect((await behind(rep, ana ?? {})).count).toBe(0)
  })

  it('leave what never was a deal out of win rates, also where it was given on', async () => {
    const { rep, admin, manager } = await start()
    await closeOpportunity(rep, { opportunity: 5, status: 'lost', reason: 'No decision' })
    await assignOpportunity(manager, { opportunity: 5, owner: 'Ana Rep' })
    const rates = async () =>
      (await answer(rep, 'owners')).rows.map((row) => [row.owner, (row.winRate as Ratio).denominator])
    expect(await rates()).toEqual([
      ['Ben Rep', 3],
      ['Ana Rep', 1],
      ['Nobody', 0],
    ])
    await editReason(admin, { reason: 'No decision', notARealDeal: true })
    expect(await rates()).toEqual([
      ['Ben Rep', 2],
      ['Ana Rep', 1],
      ['Nobody', 0],
    ])
  })

  it('say which share of the open deals is stale, as the list of stale deals has it, now and then', async () => {
    const { rep, clock } = await start()
    const stale = async (words: object) =>
      (await answer(rep, 'owners', words)).rows.map(({ owner, staleShare }) => [owner, (staleShare as Ratio).numerator])
    clock.advance({ days: 15 })
    const asOf = clock.now()
    expect(await stale({})).toEqual([
      ['Ben Rep', 1],
      ['Ana Rep', 1],
      ['Nobody', 1],
    ])
    await addNote(rep, { opportunity: 1, text: 'Called' })
    const fresh = [
      ['Ben Rep', 1],
      ['Ana Rep', 0],
      ['Nobody', 1],
    ]
    expect(await stale({})).toEqual(fresh)
    clock.advance({ days: 1 })
    expect(await stale({ asOf })).toEqual(fresh)
    expect(await stale({ attention: ['stale'] })).toEqual([
      ['Nobody', 1],
      ['Ben Rep', 1],
    ])
  })

  it('stand in the order that was chosen; who has no such figure comes last', async () => {
    const { rep, clock } = await start()
    await createOpportunity(rep, { name: 'G', value: 1, owner: 'Ben Rep' })
    clock.advance({ days: 15 })
    await addNote(rep, { opportunity: 1, text: 'Called' })
    const filters = await filtersOf(rep)
    const order = async (mode: string) =>
      (await runReport(rep, 'owners', filters, { mode })).rows.map(({ owner }) => String(owner).split(' ')[0])
    expect(await order('won')).toEqual(['Ben', 'Ana', 'Nobody'])
    expect(await order('open')).toEqual(['Nobody', 'Ana', 'Ben'])
    expect(await order('rate')).toEqual(['Ana', 'Ben', 'Nobody'])
    expect(await order('cycle')).toEqual(['Ben', 'Ana', 'Nobody'])
    expect(await order('stale')).toEqual(['Ben', 'Nobody', 'Ana'])
  })
})
