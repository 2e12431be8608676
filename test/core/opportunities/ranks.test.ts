import { expect, it } from 'vitest'
import {
  addStage,
  createOpportunity,
  deleteOpportunity,
  getOpportunity,
  listPipelines,
  moveOpportunity,
  reorderStages,
  restoreOpportunity,
  retireStage,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { historyOf } from '../../support/records.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('How far a deal came', (engine) => {
  const start = async () => {
    const team = await makeTeam(await engine.fresh())
    const [pipeline] = await listPipelines(team.admin)
    if (!pipeline) throw new Error('There is no pipeline.')
    const deal = await createOpportunity(team.rep, { name: 'Acme' })
    team.clock.advance({ hours: 1 })
    await moveOpportunity(team.rep, { opportunity: 1, stage: 'Proposal' })
    team.clock.advance({ hours: 1 })
    await moveOpportunity(team.rep, { opportunity: 1, stage: 'Qualification' })
    return { ...team, pipeline, deal }
  }

  it('is counted by today’s order of stages when they changed places, in history too', async () => {
    const { admin, pipeline, database, deal } = await start()
    const [prospecting, qualification, proposal, negotiation] = pipeline.stages.map((stage) => stage.id)
    const order = [proposal, prospecting, qualification, negotiation] as string[]
    await reorderStages(admin, { pipeline: pipeline.id, stages: order })
    expect(await getOpportunity(admin, 1)).toMatchObject({ highestRank: 2, stage: { name: 'Qualification', rank: 2 } })
    expect((await historyOf(database, deal.id)).map((span) => span.highest_rank)).toEqual([1, 1, 2])
  })

  it('is counted with a stage that was put in between', async () => {
    const { admin, pipeline, database, deal } = await start()
    await addStage(admin, { pipeline: pipeline.id, name: 'Demo', rank: 1 })
    expect(await getOpportunity(admin, 1)).toMatchObject({ highestRank: 3, stage: { rank: 2 } })
    expect((await historyOf(database, deal.id)).map((span) => span.highest_rank)).toEqual([0, 3, 3])
  })

  it('begins anew in the first stage for a deal that comes back after its stage was retired', async () => {
    const { admin, pipeline } = await start()
    await deleteOpportunity(admin, { opportunity: 1 })
    await retireStage(admin, { stage: pipeline.stages[1]?.id ?? '', target: 'Prospecting' })
    expect(await restoreOpportunity(admin, { opportunity: 1 })).toMatchObject({ stage: { name: 'Prospecting' } })
  })
})
