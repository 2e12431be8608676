import { expect, it } from 'vitest'
import {
  addNote,
  createOpportunity,
  deleteOpportunity,
  editOpportunity,
  editStage,
  listPipelines,
  moveOpportunity,
  type ReportResult,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer, behind } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

const DAY = 86_400

describeEachEngine('Aging', (engine) => {
  const start = async () => makeTeam(await engine.fresh())
  const lines = ({ rows }: ReportResult) =>
    rows.map(({ deal, why, inStage, idle }) => {
      return `${deal}: ${why}, ${(inStage as number) / DAY} in stage, ${(idle as number) / DAY} idle`
    })

  it('lists what is beyond the limit of its stage, worst first; an edit clears stale and not stuck', async () => {
    const { rep, clock } = await start()
    await createOpportunity(rep, { name: 'Oldest', value: 100 })
    clock.advance({ days: 5 })
    await createOpportunity(rep, { name: 'Moved', value: 200 })
    await createOpportunity(rep, { name: 'Edited', value: 400 })
    clock.advance({ days: 12 })
    await moveOpportunity(rep, { opportunity: 2, stage: 'Proposal' })
    await editOpportunity(rep, { opportunity: 3, changes: { value: 800 } })
    clock.advance({ days: 3 })
    const result = await answer(rep, 'aging')
    expect(lines(result)).toEqual([
      'D-1 Oldest: stuck and stale, 20 in stage, 20 idle',
      'D-3 Edited: stuck, 15 in stage, 3 idle',
    ])
    expect(result.rows[0]).toMatchObject({
      stage: 'Prospecting',
      owner: 'Ana Rep',
      limit: 14 * DAY,
      count: 1,
      value: 100,
    })
    expect(result).toMatchObject({ totals: { count: 2, value: 900 }, n: 2 })
    expect(result.summary).toBe(
      'Of 3 open deals, 2 are stuck and 1 stale; worst is D-1 Oldest, 20 days in Prospecting.',
    )
    for (const row of result.rows) expect(await behind(rep, row)).toEqual({ count: 1, value: row.value })
  })

  it('measures each stage by its own limit, and a stage without one by none', async () => {
    const { rep, admin, clock } = await start()
    const [sales] = await listPipelines(admin)
    const stage = (name: string) => sales?.stages.find((one) => one.name === name)?.id ?? ''
    await editStage(admin, { stage: stage('Proposal'), limitDays: 2 })
    await editStage(admin, { stage: stage('Negotiation'), limitDays: null })
    for (const name of ['Prospecting', 'Proposal', 'Negotiation']) await createOpportunity(rep, { name, stage: name })
    clock.advance({ days: 15 })
    expect(lines(await answer(rep, 'aging'))).toEqual([
      'D-2 Proposal: stuck and stale, 15 in stage, 15 idle',
      'D-1 Prospecting: stuck and stale, 15 in stage, 15 idle',
    ])
  })

  it('puts the deals that are only stale after the stuck ones', async () => {
    const { rep, admin, clock } = await start()
    await createOpportunity(rep, { name: 'Stuck' })
    await createOpportunity(rep, { name: 'Touched' })
    clock.advance({ days: 20 })
    await addNote(rep, { opportunity: 1, text: 'Still talking' })
    await moveOpportunity(admin, { opportunity: 2, stage: 'Proposal' })
    clock.advance({ days: 1 })
    expect(lines(await answer(rep, 'aging'))).toEqual(['D-1 Stuck: stuck, 21 in stage, 1 idle'])
  })

  it('ends with the others together, so that the sums are those of all', async () => {
    const { rep, clock } = await start()
    for (let i = 0; i < 53; i++) await createOpportunity(rep, { name: 'Deal', value: 100 })
    clock.advance({ days: 15 })
    const { rows, totals, notes } = await answer(rep, 'aging')
    expect(rows).toHaveLength(51)
    expect(rows.at(-1)).toMatchObject({ deal: 'Other', count: 3, value: 300 })
    expect(totals).toEqual({ count: 53, value: 5_300 })
    expect(notes).toEqual(['The list shows the worst 50; the others are together in the last row.'])
  })

  it('says what was stuck and stale at an earlier moment, by what was known then', async () => {
    const { rep, manager, clock } = await start()
    await createOpportunity(rep, { name: 'Deal' })
    clock.advance({ days: 3 })
    await addNote(rep, { opportunity: 1, text: 'Called' })
    clock.advance({ days: 13 })
    const asOf = clock.now()
    clock.advance({ days: 10 })
    await moveOpportunity(rep, { opportunity: 1, stage: 'Proposal' })
    await deleteOpportunity(manager, { opportunity: 1 })
    expect((await answer(rep, 'aging')).summary).toBe('No deal is open.')
    const before = await answer(rep, 'aging', { asOf })
    expect(lines(before)).toEqual(['D-1 Deal: stuck, 16 in stage, 13 idle'])
    expect((await behind(rep, before.rows[0] ?? {})).count).toBe(1)
  })

  it('shows a rep own deals where reps see no others, and honours filters', async () => {
    const { rep, otherRep, ctxOf, members, clock } = await start()
    await createOpportunity(rep, { name: 'Own', source: 'Web' })
    await createOpportunity(otherRep, { name: 'Theirs' })
    clock.advance({ days: 15 })
    expect((await answer(rep, 'aging', { source: ['web'] })).totals.count).toBe(1)
    const limited = { ...ctxOf(members.rep), workspace: { ...rep.workspace, repsSee: 'own' as const } }
    expect(await answer(limited, 'aging')).toMatchObject({ totals: { count: 1 }, rows: [{ deal: 'D-1 Own' }] })
  })
})
