import { expect, test } from 'vitest'
import {
  closeOpportunity,
  createOpportunity,
  createPipeline,
  findPipeline,
  findStage,
  getOpportunity,
  listPipelines,
  opportunityHistory,
  type Pipeline,
  retirePipeline,
  retireStage,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam, type Team } from '../../support/team.ts'

describeEachEngine('retirement', (engine) => {
  test('the open deals of a retired stage move to the target, closed ones stay where they ended', async () => {
    const { admin, rep, clock, stageId } = await team()
    const open = await createOpportunity(rep, { name: 'Open', stage: 'Proposal' })
    const won = await createOpportunity(rep, { name: 'Won', stage: 'Proposal' })
    const elsewhere = await createOpportunity(rep, { name: 'Elsewhere', stage: 'Prospecting' })
    await closeOpportunity(rep, { opportunity: won.number, status: 'won' })
    clock.advance({ days: 1 })

    expect(await retireStage(admin, { stage: stageId('Proposal'), target: 'Negotiation' })).toEqual({ moved: 1 })
    const stageOf = async ({ number }: { number: number }) => (await getOpportunity(rep, number)).stage.name
    expect(await stageOf(open)).toBe('Negotiation')
    expect(await stageOf(won)).toBe('Proposal')
    expect(await stageOf(elsewhere)).toBe('Prospecting')
    const [latest] = await opportunityHistory(rep, open.number)
    expect(latest).toMatchObject({ kind: 'stage-retired', by: 'Dana Bright' })
  })

  test('a retired stage is no choice any more, but is still known; the others keep their ranks', async () => {
    const { admin, stageId, sales } = await team()
    await retireStage(admin, { stage: stageId('Qualification'), target: 'Proposal' })
    const [pipeline] = await listPipelines(admin)
    expect(pipeline?.stages.map((stage) => [stage.name, stage.rank])).toEqual([
      ['Prospecting', 0],
      ['Proposal', 2],
      ['Negotiation', 3],
    ])
    await expect(findStage(admin, 'Qualification', sales.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(findStage(admin, stageId('Qualification'), sales.id)).rejects.toThrow(
      'The stage Qualification is retired. Choose another one.',
    )
    const [everything] = await listPipelines(admin, { retired: true })
    expect(everything?.stages.map((stage) => stage.name)).toContain('Qualification')
  })

  test('the target is another stage of the same pipeline, and the last stage stays', async () => {
    const { admin, stageId, sales } = await team()
    const renewals = await createPipeline(admin, { name: 'Renewals', stages: [{ name: 'Due' }] })
    const due = renewals.stages[0]?.id ?? ''
    await expect(retireStage(admin, { stage: stageId('Proposal'), target: stageId('Proposal') })).rejects.toMatchObject(
      {
        code: 'invalid',
      },
    )
    await expect(retireStage(admin, { stage: stageId('Proposal'), target: due })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(retireStage(admin, { stage: due, target: due })).rejects.toThrow('the only stage of Renewals')
    expect((await findPipeline(admin, sales.id)).stages).toHaveLength(4)
  })

  test('a pipeline with open deals needs a target in another pipeline', async () => {
    const { admin, rep, stageId } = await team()
    const renewals = await createPipeline(admin, { name: 'Renewals', stages: [{ name: 'Due' }, { name: 'Agreed' }] })
    const first = await createOpportunity(rep, { name: 'First' })
    const second = await createOpportunity(rep, { name: 'Second', stage: 'Negotiation' })
    await expect(retirePipeline(admin, { pipeline: 'Sales' })).rejects.toThrow('Sales has open deals.')
    await expect(retirePipeline(admin, { pipeline: 'Sales', target: stageId('Proposal') })).rejects.toMatchObject({
      fields: { target: expect.stringContaining('another pipeline') },
    })
    const target = renewals.stages[1]?.id ?? ''
    expect(await retirePipeline(admin, { pipeline: 'Sales', target })).toEqual({ moved: 2 })
    for (const { number } of [first, second]) {
      const moved = await getOpportunity(rep, number)
      expect([moved.pipeline.name, moved.stage.name]).toEqual(['Renewals', 'Agreed'])
    }
    expect((await listPipelines(admin)).map((pipeline) => pipeline.name)).toEqual(['Renewals'])
    await expect(findPipeline(admin, 'Sales')).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a pipeline without open deals needs no target, and its name is free again', async () => {
    const { admin } = await team()
    await createPipeline(admin, { name: 'Renewals', stages: [{ name: 'Due' }] })
    expect(await retirePipeline(admin, { pipeline: 'Renewals' })).toEqual({ moved: 0 })
    expect((await createPipeline(admin, { name: 'Renewals', stages: [{ name: 'Due' }] })).position).toBe(2)
  })

  test('the last pipeline stays', async () => {
    const { admin } = await team()
    await expect(retirePipeline(admin, { pipeline: 'Sales' })).rejects.toThrow(
      'Sales is the only pipeline. Add another one first.',
    )
  })

  test('only admins retire anything', async () => {
    const { manager, stageId } = await team()
    const forbidden = { code: 'forbidden' }
    await expect(retireStage(manager, { stage: stageId('Proposal'), target: 'Negotiation' })).rejects.toMatchObject(
      forbidden,
    )
    await expect(retirePipeline(manager, { pipeline: 'Sales' })).rejects.toMatchObject(forbidden)
  })

  async function team(): Promise<Team & { sales: Pipeline; stageId(name: string): string }> {
    const made = await makeTeam(await engine.fresh())
    const sales = await findPipeline(made.rep, 'Sales')
    return { ...made, sales, stageId: (name) => sales.stages.find((stage) => stage.name === name)?.id ?? '' }
  }
})
