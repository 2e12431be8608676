import { expect, test } from 'vitest'
import {
  addNote,
  askAboutIdleDeals,
  assignOpportunity,
  changeNoticeSettings,
  closeOpportunity,
  createOpportunity,
  editStage,
  keepDeal,
  listNotes,
  listPipelines,
  moveOpportunity,
  muteOpportunity,
  previewSubscription,
  resolveFilters,
  runReport,
  staleAnswersByOwner,
  subscribe,
  unansweredStalePrompts,
} from '../../../src/core/index.ts'
import { isAtWork } from '../../../src/core/staleness/model.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam, type Team } from '../../support/team.ts'

describeEachEngine('idle deals', (engine) => {
  const open = async () => makeTeam(await engine.fresh())
  /** Ana's two deals, untouched for longer than the 14 days that their stage allows. */
  async function withIdleDeals(): Promise<Team> {
    const team = await open()
    await createOpportunity(team.rep, { name: 'Acme', value: 500 })
    await createOpportunity(team.rep, { name: 'Globex' })
    team.clock.advance({ days: 15 })
    return team
  }

  test('are asked about once, beyond the limit of their stage and not before', async () => {
    const team = await open()
    await createOpportunity(team.rep, { name: 'Acme' })
    team.clock.advance({ days: 14 })
    expect(await askAboutIdleDeals(team.system)).toBe(0)
    team.clock.advance({ days: 1 })
    expect(await askAboutIdleDeals(team.system)).toBe(1)
    expect(await askAboutIdleDeals(team.system)).toBe(0)
    team.clock.advance({ days: 30 })
    expect(await askAboutIdleDeals(team.system)).toBe(0)
    expect(await unansweredStalePrompts(team.system)).toMatchObject([{ memberId: team.members.rep.id, answer: null }])
  })

  test('are asked about again when the snooze is over and they are still idle', async () => {
    const team = await withIdleDeals()
    const [stage] = (await listPipelines(team.admin))[0]?.stages ?? []
    await editStage(team.admin, { stage: stage?.id ?? '', limitDays: 3 })
    await askAboutIdleDeals(team.system)
    const kept = await keepDeal(team.rep, { opportunity: 1, note: 'They are on holiday' })
    expect(kept).toMatchObject({ deal: { ref: 'D-1' }, until: '2026-12-15T08:00:00.000Z' })
    expect((await listNotes(team.rep, 1)).map(({ text }) => text)).toEqual(['They are on holiday'])
    team.clock.advance({ days: 6 })
    expect(await askAboutIdleDeals(team.system)).toBe(0)
    team.clock.advance({ days: 1, hours: 1 })
    expect(await askAboutIdleDeals(team.system)).toBe(1)
  })

  test('are answered by a change of any side, and the answer says who and when', async () => {
    const team = await withIdleDeals()
    await createOpportunity(team.rep, { name: 'Fresh' })
    expect(await askAboutIdleDeals(team.system)).toBe(2)
    team.clock.advance({ days: 1 })
    await moveOpportunity(team.otherRep, { opportunity: 1, stage: 'Proposal' })
    await addNote(team.rep, { opportunity: 2, text: 'Called them' })
    expect(await unansweredStalePrompts(team.system)).toEqual([])
    const answers = await team.database.read
      .selectFrom('stale_prompts')
      .select(['answer', 'answered_by', 'answered_at'])
      .orderBy('answer')
      .execute()
    const at = team.clock.now()
    expect(answers).toEqual([
      { answer: 'moved', answered_by: team.members.otherRep.id, answered_at: at },
      { answer: 'other', answered_by: null, answered_at: at },
    ])
    await expect(keepDeal(team.rep, { opportunity: 1 })).rejects.toThrow('D-1 is not waiting for an answer.')
  })

  test('count as answered within seven days, and not after', async () => {
    const team = await withIdleDeals()
    await askAboutIdleDeals(team.system)
    team.clock.advance({ days: 7 })
    await closeOpportunity(team.rep, { opportunity: 1, status: 'lost' })
    team.clock.advance({ seconds: 1 })
    await keepDeal(team.rep, { opportunity: 2 })
    await keepDeal(team.rep, { opportunity: 2 })
    const always = { from: null, to: null }
    expect([...(await staleAnswersByOwner(team.system, always))]).toEqual([
      [team.members.rep.id, { asked: 2, answered: 1 }],
    ])
    const { rows } = await runReport(
      team.manager,
      'freshness',
      await resolveFilters(team.manager, {}, { defaultPeriod: 'all' }),
    )
    expect(rows[0]).toMatchObject({ name: 'Ana Rep', answered: { numerator: 1, denominator: 2 } })
  })

  test('are asked about in working hours, five a day at the most, the most valuable first', async () => {
    const team = await open()
    for (let value = 1; value <= 7; value += 1) await createOpportunity(team.rep, { name: `Deal ${value}`, value })
    team.clock.set('2026-12-12T10:00:00.000Z')
    expect(await askAboutIdleDeals(team.system)).toBe(0)
    team.clock.set('2026-12-14T06:59:00.000Z')
    expect(await askAboutIdleDeals(team.system)).toBe(0)
    team.clock.set('2026-12-14T07:00:00.000Z')
    const both = await Promise.all([askAboutIdleDeals(team.system), askAboutIdleDeals(team.system)])
    expect(both.sort()).toEqual([0, 5])
    expect(await askAboutIdleDeals(team.system)).toBe(0)
    team.clock.advance({ days: 1 })
    expect(await askAboutIdleDeals(team.system)).toBe(2)
  })

  test('are not asked about when their owner wants it so, or left', async () => {
    const team = await withIdleDeals()
    await muteOpportunity(team.rep, { opportunity: 1 })
    expect(await askAboutIdleDeals(team.system)).toBe(1)
    await assignOpportunity(team.rep, { opportunity: 1, owner: 'Ben Rep' })
    await changeNoticeSettings(team.otherRep, { stale: false })
    team.clock.advance({ days: 15 })
    expect(await askAboutIdleDeals(team.system)).toBe(0)
  })

  test('are told to channels that subscribed to them, as the preview said', async () => {
    const team = await withIdleDeals()
    await subscribe(team.rep, { place: 'C1', kinds: ['stale'], minValue: 500 })
    await askAboutIdleDeals(team.system)
    const jobs = await team.database.read.selectFrom('outbox').select(['kind', 'payload']).orderBy('kind').execute()
    expect(jobs.map(({ kind }) => kind)).toEqual(['ask-stale', 'ask-stale', 'tell'])
    expect(JSON.parse(jobs[2]?.payload ?? '{}')).toMatchObject({ place: 'C1', number: 1, kinds: ['stale'] })
    expect(await previewSubscription(team.rep, { kinds: ['stale'] })).toMatchObject({ messages: 2 })
    expect(await previewSubscription(team.rep, { kinds: ['stale'], minValue: 500 })).toMatchObject({ messages: 1 })
  })
})

test('people are at work from their morning to six on weekdays, in their own zone', () => {
  expect(isAtWork('America/New_York', '08:00', '2026-11-23T12:59:00.000Z')).toBe(false)
  expect(isAtWork('America/New_York', '08:00', '2026-11-23T13:00:00.000Z')).toBe(true)
  expect(isAtWork('America/New_York', '08:00', '2026-11-23T23:00:00.000Z')).toBe(false)
  expect(isAtWork('America/New_York', '08:00', '2026-11-22T15:00:00.000Z')).toBe(false)
})
