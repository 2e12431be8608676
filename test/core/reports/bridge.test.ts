import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  assignOpportunity,
  closeOpportunity,
  createOpportunity,
  createPipeline,
  deleteOpportunity,
  editOpportunity,
  moveOpportunity,
  type ReportResult,
  reopenOpportunity,
  totalOpportunities,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer, behind, filtersOf } from '../../support/drill-down.ts'
import { happening, happenings } from '../../support/happenings.ts'
import { makeTeam } from '../../support/team.ts'

/** The buckets that are not empty: "won 1 -200" */
function told({ rows }: ReportResult): string[] {
  return rows.filter(({ count }) => count !== 0).map(({ bucket, count, value }) => `${bucket} ${count} ${value}`)
}

describeEachEngine('The bridge', (engine) => {
  it('says of every deal why it is more or less of the pipeline than it was', async () => {
    const { manager, clock } = await makeTeam(await engine.fresh(), { startsAt: '2026-09-01T08:00:00.000Z' })
    for (const value of [100, 200, 400, 800, 1_600, 3_200, 6_400]) {
      await createOpportunity(manager, { name: 'Deal', value })
    }
    await closeOpportunity(manager, { opportunity: 7, status: 'lost' })
    clock.set('2026-10-05T08:00:00.000Z')
    await createOpportunity(manager, { name: 'New', value: 50 })
    await editOpportunity(manager, { opportunity: 1, changes: { value: 130 } })
    await editOpportunity(manager, { opportunity: 2, changes: { value: 180 } })
    await closeOpportunity(manager, { opportunity: 3, status: 'won', value: 500 })
    await closeOpportunity(manager, { opportunity: 4, status: 'abandoned' })
    await deleteOpportunity(manager, { opportunity: 5 })
    await editOpportunity(manager, { opportunity: 6, changes: { currency: 'EUR' } })
    await reopenOpportunity(manager, { opportunity: 7 })
    await createOpportunity(manager, { name: 'Short', value: 70 })
    await closeOpportunity(manager, { opportunity: 9, status: 'won' })

    const result = await answer(manager, 'bridge', { period: 'this-quarter' })
    expect(told(result)).toEqual([
      'start 6 6300',
      'created 1 50',
      'increased 1 30',
      'reopened 1 6400',
      'currency 1 -3200',
      'decreased 1 -20',
      'won 1 -400',
      'abandoned 1 -800',
      'removed 1 -1600',
      'end 5 6760',
    ])
    expect(result.rows.map(({ bucket }) => bucket)).toHaveLength(15)
    expect(result.notes).toContain('1 deal worth $0.7 was created and closed in between.')
    expect(result.summary).toBe('Open pipeline grew by $4.6 this quarter, to $67.6; most of all reopened (+$64).')
    for (const row of result.rows.filter(({ bucket }) => bucket === 'start' || bucket === 'end')) {
      expect(await behind(manager, row)).toEqual({ count: row.count, value: row.value })
    }
  })

  it('tells a deal that left the filters from one that was lost to them', async () => {
    const { manager, clock } = await makeTeam(await engine.fresh(), { startsAt: '2026-09-01T08:00:00.000Z' })
    for (const [value, owner] of [
      [100, 'Ana Rep'],
      [200, 'Ana Rep'],
      [400, 'Ben Rep'],
    ] as const) {
      await createOpportunity(manager, { name: 'Deal', value, owner })
    }
    clock.set('2026-10-05T08:00:00.000Z')
    await assignOpportunity(manager, { opportunity: 1, owner: 'Ben Rep' })
    await assignOpportunity(manager, { opportunity: 2, owner: 'Ben Rep' })
    await closeOpportunity(manager, { opportunity: 2, status: 'won' })
    await assignOpportunity(manager, { opportunity: 3, owner: 'Ana Rep' })
    const words = { period: 'this-quarter', owner: ['Ana Rep'] }
    expect(told(await answer(manager, 'bridge', words))).toEqual([
      'start 2 300',
      'transferred-in 1 400',
      'transferred-out 2 -300',
      'end 1 400',
    ])
    expect(told(await answer(manager, 'bridge', { period: 'this-quarter' }))).toEqual([
      'start 3 700',
      'won 1 -200',
      'end 2 500',
    ])
  })

  it('goes with the deal to another pipeline', async () => {
    const { manager, admin, clock } = await makeTeam(await engine.fresh(), { startsAt: '2026-09-01T08:00:00.000Z' })
    await createPipeline(admin, { name: 'Renewals', stages: [{ name: 'Due' }] })
    await createOpportunity(manager, { name: 'Deal', value: 100 })
    clock.set('2026-10-05T08:00:00.000Z')
    await moveOpportunity(manager, { opportunity: 1, pipeline: 'Renewals', stage: 'Due' })
    const of = async (pipeline: string) =>
      told(await answer(manager, 'bridge', { period: 'this-quarter', pipeline: [pipeline] }))
    expect(await of('Sales')).toEqual(['start 1 100', 'transferred-out 1 -100'])
    expect(await of('Renewals')).toEqual(['transferred-in 1 100', 'end 1 100'])
  })

  it('pulls in and pushes out what is now expected to close in the time that the filters name, or no longer', async () => {
    const { manager, clock } = await makeTeam(await engine.fresh(), { startsAt: '2026-09-01T08:00:00.000Z' })
    for (const [value, expectedCloseOn] of [
      [100, '2026-12-01'],
      [200, '2027-01-10'],
      [400, null],
    ] as const) {
      await createOpportunity(manager, { name: 'Deal', value, expectedCloseOn })
    }
    clock.set('2026-10-05T08:00:00.000Z')
    await editOpportunity(manager, { opportunity: 1, changes: { expectedCloseOn: '2027-02-01' } })
    await editOpportunity(manager, { opportunity: 2, changes: { expectedCloseOn: '2026-12-31' } })
    const words = { period: 'this-quarter', expectedFrom: '2026-10-01', expectedTo: '2027-01-01' }
    expect(told(await answer(manager, 'bridge', words))).toEqual([
      'start 1 100',
      'pulled-in 1 200',
      'pushed-out 1 -100',
      'end 1 200',
    ])
    expect(told(await answer(manager, 'bridge', { period: 'this-quarter' }))).toEqual(['start 3 700', 'end 3 700'])
  })

  it('begins with nothing for all time, ends when it is asked as of, and takes moments for dates', async () => {
    const { rep, clock } = await makeTeam(await engine.fresh(), { startsAt: '2026-10-05T08:00:00.000Z' })
    await createOpportunity(rep, { name: 'A', value: 100 })
    const first = clock.now()
    clock.advance({ minutes: 1 })
    await createOpportunity(rep, { name: 'B', value: 200 })
    const second = clock.now()
    clock.advance({ minutes: 1 })
    await createOpportunity(rep, { name: 'C', value: 400 })
    expect(told(await answer(rep, 'bridge'))).toEqual(['created 3 700', 'end 3 700'])
    expect(told(await answer(rep, 'bridge', { asOf: second }))).toEqual(['created 2 300', 'end 2 300'])
    const between = await answer(rep, 'bridge', { from: first, to: second })
    expect(told(between)).toEqual(['start 1 100', 'created 1 200', 'end 2 300'])
    expect(between.period).toMatchObject({ from: first, to: second })
    await expect(answer(rep, 'bridge', { from: second, to: first })).rejects.toThrow('ends before it begins')
    expect(await answer(rep, 'bridge', { status: ['won'] })).toMatchObject({ rows: [] })
  })

  it('shows a rep who may see own deals only nothing of the others', async () => {
    const team = await makeTeam(await engine.fresh(), { startsAt: '2026-10-05T08:00:00.000Z' })
    await createOpportunity(team.manager, { name: 'A', value: 100, owner: 'Ana Rep' })
    await createOpportunity(team.manager, { name: 'B', value: 200, owner: 'Ben Rep' })
    const rep = { ...team.rep, workspace: { ...team.workspace, repsSee: 'own' as const } }
    const result = await answer(rep, 'bridge')
    expect(told(result)).toEqual(['created 1 100', 'end 1 100'])
    expect(result.notes).toEqual(['You see your own deals only.'])
  })

  it('is the difference between the totals of any two moments, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(happenings, async (events) => {
        const { manager, clock } = await makeTeam(await engine.fresh(), { startsAt: '2026-01-15T08:00:00.000Z' })
        const moments = [clock.now()]
        for (const event of events) {
          clock.advance({ minutes: 1 })
          await happening(event, manager)
          moments.push(clock.now())
        }
        clock.advance({ minutes: 1 })
        const at = (share: number) => moments[Math.floor((moments.length - 1) * share)] as string
        for (const filters of [{}, { owner: ['Ana Rep'] }, { stage: ['Proposal'] }, { maxValue: '5' }]) {
          for (const [from, to] of [
            [at(0), at(1)],
            [at(0.3), at(0.8)],
            [at(0.5), at(1)],
          ] as const) {
            if (from === to) continue
            const { rows } = await answer(manager, 'bridge', { ...filters, from, to })
            const open = async (asOf: string) =>
              totalOpportunities(manager, await filtersOf(manager, { ...filters, status: ['open'], asOf }))
            const [start, end] = [await open(from), await open(to)]
            expect(rows.at(0)).toMatchObject({ bucket: 'start', count: start.count, value: start.value })
            expect(rows.at(-1)).toMatchObject({ bucket: 'end', count: end.count, value: end.value })
            const change = rows.slice(1, -1).reduce((sum, { value }) => sum + (value as number), 0)
            expect(change).toBe(end.value - start.value)
          }
        }
      }),
      { numRuns: engine.name === 'sqlite' ? 15 : 4 },
    )
  }, 120_000)
})
