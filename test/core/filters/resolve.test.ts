import { expect, it } from 'vitest'
import { type Ctx, createPipeline, type FilterWords, listPipelines, setActive } from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { filtersOf } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('Filters in words', (engine) => {
  const start = async () => {
    const team = await makeTeam(await engine.fresh())
    await createPipeline(team.admin, { name: 'Partners', stages: [{ name: 'Intro' }, { name: 'Proposal' }] })
    const pipelines = await listPipelines(team.rep)
    const idOf = (pipeline: string, stage?: string) => {
      const found = pipelines.find(({ name }) => name === pipeline)
      return stage ? found?.stages.find(({ name }) => name === stage)?.id : found?.id
    }
    return { ...team, idOf }
  }
  const complaint = async (ctx: Ctx, words: FilterWords) => {
    const error = await filtersOf(ctx, words).catch((thrown: unknown) => thrown)
    return error as { code: string; message: string; fields: Record<string, string> }
  }

  it('narrow nothing down when there are none, or only empty ones', async () => {
    const { rep } = await start()
    const none = await filtersOf(rep)
    expect(none).toEqual({
      pipeline: [],
      stage: [],
      status: [],
      owner: [],
      source: [],
      tag: [],
      currency: 'USD',
      timeZone: 'Europe/Berlin',
      today: '2026-11-23',
      asOf: null,
      period: { preset: 'all', from: null, to: null, fromDate: null, toDate: null, label: 'All time' },
    })
    const empty = { pipeline: [''], owner: [' '], q: ' ', minValue: '', period: '', from: '', createdTo: '', asOf: '' }
    expect(await filtersOf(rep, { ...empty, reached: '' })).toEqual(none)
  })

  it('are names in any case, ids, “me”, Slack mentions and unambiguous parts', async () => {
    const { rep, members, idOf } = await start()
    const filters = await filtersOf(rep, {
      pipeline: ['SALES', idOf('Partners') ?? ''],
      owner: ['ben rep', 'me', '<@U3|mia>', 'dana', 'Nobody'],
      status: ['Open', 'WON'],
      tag: ['#Enterprise'],
      stage: ['negotiation'],
    })
    expect(filters).toMatchObject({
      pipeline: [idOf('Sales'), idOf('Partners')],
      owner: [members.otherRep.id, members.rep.id, members.manager.id, members.admin.id, 'nobody'],
      status: ['open', 'won'],
      tag: ['enterprise'],
      stage: [idOf('Sales', 'Negotiation')],
    })
  })

  it('find people who left by their full name', async () => {
    const { rep, admin, members } = await start()
    await setActive(admin, { member: members.otherRep.id, active: false })
    expect((await filtersOf(rep, { owner: ['Ben Rep'] })).owner).toEqual([members.otherRep.id])
  })

  it('mean every stage of the name, or the one of the pipeline that is named too', async () => {
    const { rep, idOf } = await start()
    const both = [idOf('Sales', 'Proposal'), idOf('Partners', 'Proposal')]
    expect((await filtersOf(rep, { stage: ['Proposal'] })).stage).toEqual(both)
    expect((await filtersOf(rep, { stage: ['Proposal'], pipeline: ['Partners'] })).stage).toEqual([both[1]])
  })

  it('name a stage reached in one pipeline only', async () => {
    const { rep, idOf } = await start()
    expect((await filtersOf(rep, { reached: 'Negotiation' })).reached).toMatchObject({
      stageId: idOf('Sales', 'Negotiation'),
      pipelineId: idOf('Sales'),
    })
    expect(await complaint(rep, { reached: 'Proposal' })).toMatchObject({
      code: 'invalid',
      fields: { reached: /pipeline/ },
    })
  })

  it('read amounts as people write them, in the workspace’s currency', async () => {
    const { rep } = await start()
    expect(await filtersOf(rep, { minValue: '12k', maxValue: '$20,000.50' })).toMatchObject({
      minValue: 1_200_000,
      maxValue: 2_000_050,
    })
    expect((await complaint(rep, { minValue: '12k EUR' })).message).toBe('Values are compared in USD, like $10,000.')
  })

  it('take two dates before a preset, and count presets from the as-of moment', async () => {
    const { rep } = await start()
    const dates = await filtersOf(rep, { period: 'this-year', from: '2026-01-01', to: '2026-02-01' })
    expect(dates.period).toMatchObject({ preset: 'custom', from: '2025-12-31T23:00:00.000Z', toDate: '2026-02-01' })
    const then = await filtersOf(rep, { period: 'this-quarter', asOf: '2026-05-05T10:00:00Z' })
    expect(then).toMatchObject({ asOf: '2026-05-05T10:00:00.000Z', period: { fromDate: '2026-04-01' } })
  })

  it('take a day for its end by the workspace’s clocks, and the future for now', async () => {
    const { rep } = await start()
    expect((await filtersOf(rep, { asOf: '2026-10-24' })).asOf).toBe('2026-10-24T21:59:59.999Z')
    expect((await filtersOf(rep, { asOf: '2026-10-25' })).asOf).toBe('2026-10-25T22:59:59.999Z') // clocks went back
    expect((await filtersOf(rep, { asOf: '2027-01-01T00:00:00Z' })).asOf).toBeNull()
  })

  it('are refused with the choices when they name what does not exist', async () => {
    const { rep } = await start()
    const messages: [FilterWords, string | RegExp][] = [
      [{ pipeline: ['Slaes'] }, 'There is no pipeline “Slaes”. Did you mean Sales? The pipelines: Sales and Partners.'],
      [{ stage: ['Propsal'] }, /no stage “Propsal”.*Did you mean Proposal\?.*Prospecting/],
      [{ owner: ['Zoe'] }, /no member “Zoe”/],
      [{ status: ['closed'] }, '“closed” is not a status. Use open, won, lost, abandoned.'],
      [{ period: 'next-week' }, /“next-week” is not a period/],
      [{ from: '2026-13-01' }, /not a date/],
      [{ asOf: 'yesterday' }, /not a moment/],
    ]
    for (const [words, message] of messages) {
      const error = await complaint(rep, words)
      expect(error.code).toBe('invalid')
      expect(error.message).toMatch(message)
    }
  })
})
