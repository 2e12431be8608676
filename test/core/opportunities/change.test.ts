import { expect, it } from 'vitest'
import {
  AppError,
  closeOpportunity,
  createOpportunity,
  getOpportunity,
  latestChangeOf,
  listPipelines,
  moveOpportunity,
  opportunityHistory,
  retireStage,
} from '../../../src/core/index.ts'
import { changeOpportunity } from '../../../src/core/opportunities/change.ts'
import { moveTo } from '../../../src/core/opportunities/model.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { historyOf, staysOf } from '../../support/records.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('A change of one deal', (engine) => {
  it('is decided again on what stands when somebody else was faster', async () => {
    const { rep, otherRep } = await makeTeam(await engine.fresh())
    await createOpportunity(rep, { name: 'Acme', stage: 'Prospecting' })
    const moves = ['Qualification', 'Proposal', 'Negotiation', 'Qualification'].map((stage, i) =>
      moveOpportunity(i % 2 ? otherRep : rep, { opportunity: 1, stage }),
    )
    await Promise.all(moves)
    const deal = await getOpportunity(rep, 1)
    const history = await historyOf(rep.database, deal.id)
    expect(history.map(({ version }) => version)).toEqual(history.map((_, i) => i + 1))
    expect((await staysOf(rep.database, deal.id)).filter(({ left_at }) => left_at === null)).toHaveLength(1)
  })

  it('is refused when the person saw another version, however fast they were', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    await createOpportunity(rep, { name: 'Acme' })
    const closings = (['won', 'lost'] as const).map((status) =>
      closeOpportunity(rep, { opportunity: 1, status, version: 1 }),
    )
    const outcomes = await Promise.allSettled(closings)
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'conflict' })
    }
  })

  it('does not bring a deal into a stage that was retired after the change was decided', async () => {
    const { rep, admin } = await makeTeam(await engine.fresh())
    await createOpportunity(rep, { name: 'Acme', stage: 'Prospecting' })
    const [sales] = await listPipelines(rep)
    const proposal = sales?.stages.find(({ name }) => name === 'Proposal')
    if (!sales || !proposal) throw new Error('The default pipeline is missing.')
    const late = changeOpportunity(rep, { opportunity: 1 }, async (before) => {
      await retireStage(admin, { stage: proposal.id, target: 'Negotiation' }).catch(() => undefined)
      return moveTo(before, proposal, sales, rep.now())
    })
    await expect(late).rejects.toBeInstanceOf(AppError)
    expect(await getOpportunity(rep, 1)).toMatchObject({ stage: { name: 'Prospecting' }, version: 1 })
  })

  it('tells what it did just as history will', async () => {
    const { rep, manager } = await makeTeam(await engine.fresh())
    await createOpportunity(rep, { name: 'Acme', stage: 'Prospecting', value: 100, tags: ['new'] })
    const changed = [
      await moveOpportunity(rep, { opportunity: 1, stage: 'Proposal' }),
      await closeOpportunity(manager, { opportunity: 1, status: 'won', value: 250 }),
    ]
    const told = await Promise.all(changed.map((deal) => latestChangeOf(rep, deal)))
    expect(told.reverse()).toEqual((await opportunityHistory(rep, 1)).slice(0, 2))
  })
})
