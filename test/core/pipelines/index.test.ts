import { expect, test } from 'vitest'
import {
  addStage,
  createPipeline,
  defaultPipeline,
  editStage,
  findPipeline,
  findStage,
  listPipelines,
  type Pipeline,
  renamePipeline,
  reorderStages,
  retireStage,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam, type Team } from '../../support/team.ts'

describeEachEngine('pipelines', (engine) => {
  test('an admin adds a pipeline after the others; probabilities that are not given rise evenly', async () => {
    const { admin } = await team()
    const renewals = await createPipeline(admin, {
      name: '  Renewals ',
      stages: [{ name: 'Due' }, { name: 'Talking', probability: 60 }, { name: 'Agreed' }],
    })
    expect(renewals).toMatchObject({ name: 'Renewals', position: 1, retiredAt: null })
    expect(shape(renewals)).toEqual(['0 Due 25', '1 Talking 60', '2 Agreed 75'])
    expect((await listPipelines(admin)).map((pipeline) => pipeline.name)).toEqual(['Sales', 'Renewals'])
    expect((await defaultPipeline(admin)).name).toBe('Sales')
  })

  test.for([
    [{ name: 'sales', stages: [{ name: 'A' }] }, 'There is a pipeline called sales already. Choose another name.'],
    [{ name: 'New', stages: [] }, 'A pipeline needs at least one stage.'],
    [{ name: 'New', stages: [{ name: 'A' }, { name: ' a' }] }, 'The pipeline has a stage called a already.'],
    [{ name: 'New', stages: [{ name: 'won' }] }, 'A stage cannot be called won'],
    [{ name: 'New', stages: [{ name: 'Closed Lost' }] }, 'A stage cannot be called Closed Lost'],
    [{ name: 'New', stages: [{ name: 'A', probability: 101 }] }, 'A probability is a whole number from 0 to 100'],
    [{ name: 'New', stages: [{ name: 'x'.repeat(61) }] }, 'The name has 61 characters; the most is 60.'],
    [{ name: '', stages: [{ name: 'A' }] }, 'Write a name.'],
  ] as const)('%j is refused', async ([input, message]) => {
    const { admin } = await team()
    await expect(createPipeline(admin, input)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining(message),
    })
    expect(await listPipelines(admin)).toHaveLength(1)
  })

  test('only admins change pipelines and stages', async () => {
    const { manager, sales } = await team()
    const stage = sales.stages[0]?.id ?? ''
    const attempts = [
      () => createPipeline(manager, { name: 'New', stages: [{ name: 'A' }] }),
      () => renamePipeline(manager, { pipeline: 'Sales', name: 'New' }),
      () => addStage(manager, { pipeline: 'Sales', name: 'New' }),
      () => editStage(manager, { stage, name: 'New' }),
      () => reorderStages(manager, { pipeline: 'Sales', stages: [] }),
    ]
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('a pipeline gets another name, but not that of another one', async () => {
    const { admin } = await team()
    await createPipeline(admin, { name: 'Renewals', stages: [{ name: 'Due' }] })
    expect((await renamePipeline(admin, { pipeline: 'renew', name: 'RENEWALS' })).name).toBe('RENEWALS')
    await expect(renamePipeline(admin, { pipeline: 'renewals', name: 'Sales' })).rejects.toMatchObject({
      fields: { name: expect.any(String) },
    })
  })

  test('a stage is added at the end, or in between where the later ones move on', async () => {
    const { admin } = await team()
    await addStage(admin, { pipeline: 'Sales', name: 'Signing', probability: 90 })
    await addStage(admin, { pipeline: 'Sales', name: 'Demo', probability: 40, rank: 2 })
    expect(shape(await findPipeline(admin, 'Sales'))).toEqual([
      '0 Prospecting 10',
      '1 Qualification 25',
      '2 Demo 40',
      '3 Proposal 50',
      '4 Negotiation 75',
      '5 Signing 90',
    ])
  })

  test('a stage that is added last comes after the retired ones, whose rank deals have reached', async () => {
    const { admin, sales } = await team()
    const [, , proposal, negotiation] = sales.stages
    await retireStage(admin, { stage: negotiation?.id ?? '', target: proposal?.id ?? '' })
    expect((await addStage(admin, { pipeline: 'Sales', name: 'Signing' })).rank).toBe(4)
  })

  test('a stage changes its name and probability', async () => {
    const { admin, sales } = await team()
    const id = sales.stages[0]?.id ?? ''
    expect(await editStage(admin, { stage: id, name: 'Leads' })).toMatchObject({ name: 'Leads', probability: 10 })
    expect(await editStage(admin, { stage: id, probability: 5 })).toMatchObject({ name: 'Leads', probability: 5 })
    await expect(editStage(admin, { stage: id, name: 'proposal' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(editStage(admin, { stage: 'nothing', name: 'A' })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a stage has a limit of 14 days unless told otherwise; it can be changed and taken away', async () => {
    const { admin, sales } = await team()
    const id = sales.stages[0]?.id ?? ''
    expect(sales.stages.map((stage) => stage.limitDays)).toEqual([14, 14, 14, 14])
    expect(await addStage(admin, { pipeline: 'Sales', name: 'Signing', limitDays: 3 })).toMatchObject({ limitDays: 3 })
    expect(await editStage(admin, { stage: id, limitDays: 30 })).toMatchObject({ limitDays: 30 })
    expect(await editStage(admin, { stage: id, name: 'Leads' })).toMatchObject({ limitDays: 30 })
    expect(await editStage(admin, { stage: id, limitDays: null })).toMatchObject({ limitDays: null })
    for (const limitDays of [0, -1, 1.5, 4000, Number.NaN]) {
      await expect(editStage(admin, { stage: id, limitDays })).rejects.toMatchObject({
        code: 'invalid',
        fields: { limitDays: 'A limit is a whole number of days from 1 to 3650, or nothing.' },
      })
    }
  })

  test('stages change their order; an order that forgets one is refused', async () => {
    const { admin, sales } = await team()
    const ids = sales.stages.map((stage) => stage.id)
    const reversed = await reorderStages(admin, { pipeline: 'Sales', stages: ids.toReversed() })
    expect(shape(reversed)).toEqual(['0 Negotiation 75', '1 Proposal 50', '2 Qualification 25', '3 Prospecting 10'])
    for (const wrong of [ids.slice(1), [...ids.slice(1), ids[1] ?? '']]) {
      await expect(reorderStages(admin, { pipeline: 'Sales', stages: wrong })).rejects.toMatchObject({
        code: 'invalid',
      })
    }
  })

  test('a stage is found within its pipeline only, and an unknown one lists the choices', async () => {
    const { rep, admin, sales } = await team()
    const renewals = await createPipeline(admin, { name: 'Renewals', stages: [{ name: 'Due' }] })
    expect((await findStage(rep, 'prop', sales.id)).name).toBe('Proposal')
    await expect(findStage(rep, 'Due', sales.id)).rejects.toMatchObject({
      code: 'not_found',
      message: 'There is no stage “Due” in Sales. Its stages: Prospecting, Qualification, Proposal and Negotiation.',
    })
    await expect(findStage(rep, renewals.stages[0]?.id ?? '', sales.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('an unknown pipeline gets “did you mean”', async () => {
    const { rep } = await team()
    await expect(findPipeline(rep, 'Slaes')).rejects.toThrow('Did you mean Sales? The pipelines: Sales.')
  })

  async function team(): Promise<Team & { sales: Pipeline }> {
    const made = await makeTeam(await engine.fresh())
    return { ...made, sales: await findPipeline(made.rep, 'Sales') }
  }
})

function shape(pipeline: Pipeline): string[] {
  return pipeline.stages.map((stage) => `${stage.rank} ${stage.name} ${stage.probability}`)
}
