import { expect, it } from 'vitest'
import { closeOpportunity, createOpportunity, setActive } from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer, behind, wordsOf } from '../../support/drill-down.ts'
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
      count: 6,
    })
    expect(summary).toBe('Ben Rep won the most: $4 in 1 deal.')
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
})
