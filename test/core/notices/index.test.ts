import { expect, test } from 'vitest'
import {
  assignOpportunity,
  changeNoticeSettings,
  changeSettings,
  closeOpportunity,
  createOpportunity,
  editOpportunity,
  followOpportunity,
  importOpportunities,
  isStillWanted,
  type Job,
  moveOpportunity,
  muteOpportunity,
  type Notice,
  runDueJobs,
  spreadNotices,
  subscribe,
  unfollowOpportunity,
  unsubscribe,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { quietLog } from '../../support/quiet-log.ts'
import { makeTeam, type Team } from '../../support/team.ts'

describeEachEngine('notices', (engine) => {
  const open = async () => makeTeam(await engine.fresh())

  test('a change that nobody wants to hear of asks for nothing', async () => {
    const team = await open()
    await createOpportunity(team.rep, { name: 'Acme' })
    await moveOpportunity(team.rep, { opportunity: 1, stage: 'Proposal' })
    expect(await waiting(team)).toEqual([])
  })

  test('who is given a deal by somebody else hears of it, once the giver has paused for a minute', async () => {
    const team = await open()
    await createOpportunity(team.manager, { name: 'Acme', owner: 'Ana Rep' })
    team.clock.advance({ seconds: 59 })
    expect(await told(team)).toEqual([])
    team.clock.advance({ seconds: 2 })
    expect(await told(team)).toMatchObject([{ place: 'U1', number: 1, versions: [1], why: { name: 'assigned' } }])
  })

  test('the clock may go on while a change is written', async () => {
    const team = await open()
    const now = () => {
      team.clock.set(new Date(Date.parse(team.clock.now()) + 1).toISOString())
      return team.clock.now()
    }
    const manager = { ...team.manager, now }
    await createOpportunity(manager, { name: 'Acme', owner: 'Ana Rep' })
    await createOpportunity(team.rep, { name: 'Globex' })
    await closeOpportunity(manager, { opportunity: 2, status: 'won' })
    team.clock.advance({ minutes: 2 })
    const notices = await told(team)
    expect(notices.map(({ number, versions }) => `${number} ${versions}`).sort()).toEqual(['1 1', '2 2'])
  })

  test('changes by one person within a minute are one notice, and those of two people are two', async () => {
    const team = await open()
    await createOpportunity(team.manager, { name: 'Acme' })
    await followOpportunity(team.rep, { opportunity: 1 })
    team.clock.advance({ minutes: 5 })
    await moveOpportunity(team.manager, { opportunity: 1, stage: 'Qualification' })
    team.clock.advance({ seconds: 50 })
    await editOpportunity(team.manager, { opportunity: 1, changes: { value: 500 } })
    await moveOpportunity(team.otherRep, { opportunity: 1, stage: 'Proposal' })
    team.clock.advance({ minutes: 2 })
    const notices = await told(team)
    expect(notices.map(({ place, versions }) => `${place} ${versions}`).sort()).toEqual(['U1 2,3', 'U1 4'])
  })

  test('nobody hears of what they did themselves, and what was told is not told again', async () => {
    const team = await open()
    await createOpportunity(team.rep, { name: 'Acme' })
    await followOpportunity(team.rep, { opportunity: 1 })
    await moveOpportunity(team.rep, { opportunity: 1, stage: 'Qualification' })
    await moveOpportunity(team.otherRep, { opportunity: 1, stage: 'Proposal' })
    team.clock.advance({ minutes: 2 })
    expect((await told(team)).map(({ versions }) => versions)).toEqual([[3]])
    await moveOpportunity(team.otherRep, { opportunity: 1, stage: 'Negotiation' })
    team.clock.advance({ minutes: 2 })
    expect((await told(team)).map(({ versions }) => versions)).toEqual([[4]])
  })

  test('a channel hears what it subscribed to, once, however many subscriptions fit', async () => {
    const team = await open()
    await subscribe(team.rep, { place: 'C1', kinds: ['won', 'lost'], minValue: 1000 })
    await subscribe(team.rep, { place: 'C1', kinds: ['won'], owner: 'Ana Rep' })
    await subscribe(team.rep, { place: 'C2', kinds: ['moved'] })
    await createOpportunity(team.rep, { name: 'Small', value: 10 })
    await createOpportunity(team.rep, { name: 'Big', value: 1000 })
    await createOpportunity(team.rep, { name: 'Unknown' })
    for (const opportunity of [1, 2, 3]) await closeOpportunity(team.rep, { opportunity, status: 'lost' })
    team.clock.advance({ minutes: 2 })
    expect((await told(team)).map(({ place, number }) => `${place} ${number}`)).toEqual(['C1 2'])
  })

  test('every win is told to those who asked for it', async () => {
    const team = await open()
    await changeNoticeSettings(team.manager, { everyWin: true })
    await createOpportunity(team.rep, { name: 'Acme' })
    await closeOpportunity(team.rep, { opportunity: 1, status: 'won' })
    team.clock.advance({ minutes: 2 })
    expect(await told(team)).toMatchObject([{ place: 'U3', why: { name: 'everyWin' } }])
  })

  test('a muted deal is silent for who muted it, and for the channel in which it was muted', async () => {
    const team = await open()
    await subscribe(team.rep, { place: 'C1', kinds: ['moved'] })
    await createOpportunity(team.rep, { name: 'Acme', owner: 'Ben Rep' })
    await muteOpportunity(team.otherRep, { opportunity: 1 })
    await muteOpportunity(team.rep, { opportunity: 1, place: 'C1' })
    await moveOpportunity(team.rep, { opportunity: 1, stage: 'Qualification' })
    await closeOpportunity(team.rep, { opportunity: 1, status: 'won' })
    team.clock.advance({ minutes: 2 })
    expect(await told(team)).toEqual([])
  })

  test('a notice waits until the quiet hours of its reader are over', async () => {
    const team = await open()
    await changeNoticeSettings(team.rep, { quiet: { from: '20:00', to: '7:30' } })
    team.clock.set('2026-11-23T21:00:00.000Z')
    await createOpportunity(team.manager, { name: 'Acme', owner: 'Ana Rep' })
    team.clock.advance({ minutes: 2 })
    expect(await told(team)).toEqual([])
    team.clock.set('2026-11-24T06:29:00.000Z')
    expect(await told(team)).toEqual([])
    team.clock.set('2026-11-24T06:30:00.000Z')
    expect(await told(team)).toHaveLength(1)
  })

  test('who sees only their own deals hears of no other', async () => {
    const team = await open()
    await createOpportunity(team.rep, { name: 'Acme' })
    await followOpportunity(team.otherRep, { opportunity: 1 })
    const workspace = await changeSettings(team.admin, { repsSee: 'own' })
    await moveOpportunity(team.rep, { opportunity: 1, stage: 'Qualification' })
    team.clock.advance({ minutes: 2 })
    expect(await told({ ...team, system: { ...team.system, workspace } })).toEqual([])
    const blind = { ...team.otherRep, workspace }
    await expect(subscribe(blind, { place: 'C1', kinds: ['won'] })).rejects.toMatchObject({ code: 'forbidden' })
    expect((await subscribe(blind, { place: 'C1', kinds: ['won'], owner: 'Ben Rep' })).owner?.name).toBe('Ben Rep')
  })

  test('an import is nobody’s news', async () => {
    const team = await open()
    await subscribe(team.rep, { place: 'C1', kinds: ['created'] })
    const file = { name: 'deals.csv', bytes: Buffer.from('name,owner\nAcme,Ana Rep\n') }
    expect(await importOpportunities(team.admin, file, {})).toMatchObject({ created: 1 })
    expect(await waiting(team)).toEqual([])
  })

  test('a notice that waits is dropped when its reason is gone', async () => {
    const team = await open()
    const { id: opportunityId } = await createOpportunity(team.otherRep, { name: 'Acme' })
    const notice = { number: 1, opportunityId, versions: [2], kinds: [] }
    const { id } = await subscribe(team.rep, { place: 'C1', kinds: ['won'] })
    const toChannel: Notice = { ...notice, place: 'C1', direct: false, why: { by: 'subscription', id } }
    const toAna: Notice = { ...notice, place: 'U1', direct: true, why: { by: 'follow' } }
    await followOpportunity(team.rep, { opportunity: 1 })
    expect(await Promise.all([toChannel, toAna].map((one) => isStillWanted(team.system, one)))).toEqual([true, true])
    await unfollowOpportunity(team.rep, { opportunity: 1 })
    await unsubscribe(team.rep, id)
    expect(await Promise.all([toChannel, toAna].map((one) => isStillWanted(team.system, one)))).toEqual([false, false])
  })

  test('a new owner hears of the gift, and then of the end that somebody else gave it', async () => {
    const team = await open()
    await createOpportunity(team.rep, { name: 'Acme' })
    await assignOpportunity(team.rep, { opportunity: 1, owner: 'Ben Rep' })
    await closeOpportunity(team.manager, { opportunity: 1, status: 'won' })
    team.clock.advance({ minutes: 2 })
    const notices = await told(team)
    expect(notices.map(({ place, why }) => [place, why])).toEqual([
      ['U2', { by: 'setting', name: 'assigned' }],
      ['U2', { by: 'setting', name: 'closed' }],
    ])
  })
})

/** Lets the outbox decide, and gives what is to be told now. */
async function told({ database, clock, system }: Pick<Team, 'database' | 'clock' | 'system'>): Promise<Notice[]> {
  const notices: Notice[] = []
  const run = (handlers: Record<string, (job: Job) => Promise<void>>) =>
    runDueJobs(database, { now: clock.now, log: quietLog, handlers })
  await run({ notices: (job) => spreadNotices(system, job) })
  await run({
    tell: async (job) => {
      notices.push(job.payload as unknown as Notice)
    },
  })
  return notices
}

function waiting({ database }: Team): Promise<{ kind: string }[]> {
  return database.read.selectFrom('outbox').select('kind').execute()
}
