import { expect, it } from 'vitest'
import {
  addStage,
  closeOpportunity,
  createOpportunity,
  createPipeline,
  deleteOpportunity,
  listPipelines,
  moveOpportunity,
  type Ratio,
  type ReportResult,
  reopenOpportunity,
  reorderStages,
  restoreOpportunity,
  retireStage,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer, behind } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('Flow', (engine) => {
  const start = async () => makeTeam(await engine.fresh())
  const share = (cell: unknown) => (cell ? `${(cell as Ratio).numerator}/${(cell as Ratio).denominator}` : '-')
  const lines = ({ rows }: ReportResult) =>
    rows.map((row) => `${row.stage} ${row.outcome}${row.to ? ` to ${row.to}` : ''} ${row.count} ${share(row.share)}`)

  it('counts stays by how they ended, and entries are their sum, those still there included', async () => {
    const { rep, clock } = await start()
    for (let i = 1; i <= 5; i++) await createOpportunity(rep, { name: `Deal ${i}` })
    clock.advance({ days: 1 })
    await moveOpportunity(rep, { opportunity: 1, stage: 'Qualification' })
    await moveOpportunity(rep, { opportunity: 2, stage: 'Proposal' })
    await moveOpportunity(rep, { opportunity: 2, stage: 'Prospecting' }) // moved back: a new stay
    await closeOpportunity(rep, { opportunity: 3, status: 'lost' })
    await closeOpportunity(rep, { opportunity: 4, status: 'won' })
    await closeOpportunity(rep, { opportunity: 5, status: 'abandoned' })
    const result = await answer(rep, 'flow')
    expect(lines(result)).toEqual([
      'Prospecting advanced 2 2/6',
      'Prospecting won 1 1/6',
      'Prospecting lost 1 1/6',
      'Prospecting abandoned 1 1/6',
      'Prospecting still there 1 1/6',
      'Qualification still there 1 1/1',
      'Proposal moved back 1 1/1',
    ])
    expect(result).toMatchObject({ totals: { count: 8 }, n: 8 })
    expect(result.summary).toBe('2 of 8 stays begun have advanced (25\u00a0%); most losses happen in Prospecting (1).')
  })

  it('shows from where to where as a matrix, and which stages were skipped', async () => {
    const { rep } = await start()
    for (let i = 1; i <= 3; i++) await createOpportunity(rep, { name: `Deal ${i}` })
    await moveOpportunity(rep, { opportunity: 1, stage: 'Qualification' })
    await moveOpportunity(rep, { opportunity: 2, stage: 'Negotiation' })
    await moveOpportunity(rep, { opportunity: 3, stage: 'Proposal' })
    const matrix = await answer(rep, 'flow', {}, { mode: 'matrix' })
    expect(lines(matrix).slice(0, 3)).toEqual([
      'Prospecting advanced to Qualification 1 1/3',
      'Prospecting advanced to Proposal 1 1/3',
      'Prospecting advanced to Negotiation 1 1/3',
    ])
    expect(matrix.totals).toEqual({ count: 6 })
    const skips = await answer(rep, 'flow', {}, { mode: 'skips' })
    expect(lines(skips)).toEqual([
      'Prospecting skipped 0 0/0',
      'Qualification skipped 2 2/3',
      'Proposal skipped 1 1/2',
      'Negotiation skipped 0 0/1',
    ])
    for (const row of [...matrix.rows, ...skips.rows]) {
      if (row.count) expect((await behind(rep, row)).count).toBe(row.count)
    }
  })

  it('counts a deal that came twice twice, and lists it once', async () => {
    const { rep } = await start()
    await createOpportunity(rep, { name: 'Deal' })
    await moveOpportunity(rep, { opportunity: 1, stage: 'Qualification' })
    await moveOpportunity(rep, { opportunity: 1, stage: 'Prospecting' })
    await moveOpportunity(rep, { opportunity: 1, stage: 'Qualification' })
    const [first] = (await answer(rep, 'flow')).rows
    expect(first).toMatchObject({ stage: 'Prospecting', outcome: 'advanced', count: 2 })
    expect((await behind(rep, first ?? {})).count).toBe(1)
  })

  it('takes stays begun in the period, and their end whenever it was', async () => {
    const { rep, clock } = await start()
    await createOpportunity(rep, { name: 'Last quarter’s' })
    clock.set('2027-01-11T08:00:00.000Z')
    await moveOpportunity(rep, { opportunity: 1, stage: 'Qualification' })
    expect(lines(await answer(rep, 'flow', { period: 'last-quarter' }))).toEqual(['Prospecting advanced 1 1/1'])
    const now = await answer(rep, 'flow', { period: 'this-quarter' })
    expect(lines(now)).toEqual(['Qualification still there 1 1/1'])
    expect(now.rows[0]?.deals).toBe(
      '/deals?period=all&stayIn=Qualification&outcome=still-there&begunFrom=2027-01-01&begunTo=2027-04-01',
    )
  })

  it('begins a new stay when a deal is reopened, and keeps the earlier close as of before', async () => {
    const { rep, clock } = await start()
    await createOpportunity(rep, { name: 'Deal' })
    await closeOpportunity(rep, { opportunity: 1, status: 'lost' })
    const asOf = clock.now()
    clock.advance({ days: 1 })
    await reopenOpportunity(rep, { opportunity: 1, stage: 'Proposal' })
    expect(lines(await answer(rep, 'flow'))).toEqual(['Prospecting lost 1 1/1', 'Proposal still there 1 1/1'])
    const before = await answer(rep, 'flow', { asOf })
    expect(lines(before)).toEqual(['Prospecting lost 1 1/1'])
    expect((await behind(rep, before.rows[0] ?? {})).count).toBe(1)
  })

  it('says handed off for a deal that went to another pipeline, in the flow of the one it left', async () => {
    const { rep, admin } = await start()
    await createPipeline(admin, { name: 'Partners', stages: [{ name: 'Intro' }] })
    await createOpportunity(rep, { name: 'Deal', stage: 'Proposal' })
    await moveOpportunity(rep, { opportunity: 1, pipeline: 'Partners', stage: 'Intro' })
    const sales = await answer(rep, 'flow', { pipeline: ['Sales'] }, { mode: 'matrix' })
    expect(lines(sales)).toEqual(['Proposal handed off to Intro 1 1/1'])
    expect((await behind(rep, sales.rows[0] ?? {})).count).toBe(1)
    expect(lines(await answer(rep, 'flow', { pipeline: ['Partners'] }))).toEqual(['Intro still there 1 1/1'])
  })

  it('leaves what a retired stage moved out of the shares, and names it', async () => {
    const { rep, admin } = await start()
    for (const name of ['A', 'B']) await createOpportunity(rep, { name, stage: 'Qualification' })
    await moveOpportunity(rep, { opportunity: 1, stage: 'Proposal' })
    const [sales] = await listPipelines(admin)
    const stage = sales?.stages.find(({ name }) => name === 'Qualification')
    await retireStage(admin, { stage: stage?.id ?? '', target: 'Prospecting' })
    const result = await answer(rep, 'flow')
    expect(lines(result)).toEqual([
      'Prospecting still there 1 1/1',
      'Qualification (retired) advanced 1 1/1',
      'Qualification (retired) stage retired 1 -',
      'Proposal still there 1 1/1',
    ])
    expect(result.totals).toEqual({ count: 4 })
    expect(result.notes).toEqual(['1 stay ended because the stage was retired, which is left out of the shares.'])
    expect(lines(await answer(rep, 'flow', {}, { mode: 'matrix' }))).not.toContain('stage retired')
  })

  it('keeps what was a step forward when stages change places', async () => {
    const { rep, admin } = await start()
    await createOpportunity(rep, { name: 'Deal' })
    await moveOpportunity(rep, { opportunity: 1, stage: 'Proposal' })
    const [sales] = await listPipelines(admin)
    await reorderStages(admin, { pipeline: 'Sales', stages: (sales?.stages ?? []).map(({ id }) => id).reverse() })
    await addStage(admin, { pipeline: 'Sales', name: 'First', rank: 0 })
    expect(lines(await answer(rep, 'flow'))).toEqual(['Proposal still there 1 1/1', 'Prospecting advanced 1 1/1'])
  })

  it('forgets a deleted deal, but not as of before; a restored one has a stay that ended removed', async () => {
    const { rep, manager, clock } = await start()
    await createOpportunity(rep, { name: 'Deal' })
    const asOf = clock.now()
    clock.advance({ days: 1 })
    await deleteOpportunity(manager, { opportunity: 1 })
    expect(await answer(rep, 'flow')).toMatchObject({ rows: [], summary: 'No deal entered a stage yet.' })
    expect(lines(await answer(rep, 'flow', { asOf }))).toEqual(['Prospecting still there 1 1/1'])
    clock.advance({ days: 1 })
    const deleted = clock.now()
    clock.advance({ days: 1 })
    await restoreOpportunity(manager, { opportunity: 1 })
    expect(lines(await answer(rep, 'flow'))).toEqual(['Prospecting removed 1 1/2', 'Prospecting still there 1 1/2'])
    expect((await answer(rep, 'flow', { asOf: deleted })).rows).toEqual([])
  })

  it('speaks of the deals that the other filters let through, and of own deals where reps see no others', async () => {
    const { rep, otherRep, ctxOf, members } = await start()
    await createOpportunity(rep, { name: 'A', source: 'Web' })
    await createOpportunity(otherRep, { name: 'B' })
    expect((await answer(rep, 'flow', { source: ['web'] })).totals).toEqual({ count: 1 })
    expect((await answer(rep, 'flow', { owner: ['Ben Rep'] })).totals).toEqual({ count: 1 })
    expect((await answer(rep, 'flow', { status: ['won'] })).summary).toBe('No deals fit these filters.')
    const limited = { ...ctxOf(members.rep), workspace: { ...rep.workspace, repsSee: 'own' as const } }
    const own = await answer(limited, 'flow')
    expect(own).toMatchObject({ totals: { count: 1 }, notes: ['You see your own deals only.'] })
    expect((await behind(limited, own.rows[0] ?? {})).count).toBe(1)
  })
})
