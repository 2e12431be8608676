import { expect, test } from 'vitest'
import {
  type BulkDeed,
  bulkNotice,
  carryOutBulkChange,
  changeNoticeSettings,
  changeSettings,
  createOpportunity,
  followOpportunity,
  type Job,
  muteOpportunity,
  prepareBulkChange,
  runDueJobs,
  spreadBulkNotices,
  undoBulkChange,
} from '../../../src/core/index.ts'
import type { BulkTelling } from '../../../src/core/notices/bulk.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { quietLog } from '../../support/quiet-log.ts'
import { makeTeam, type Team } from '../../support/team.ts'

const TO_PROPOSAL: BulkDeed = { kind: 'move', stage: 'Proposal' }
const TO_BEN: BulkDeed = { kind: 'assign', owner: 'Ben Rep' }
const LOST: BulkDeed = { kind: 'close', status: 'lost' }

describeEachEngine('notices of changes of many deals', (engine) => {
  /** D-1, D-2 and D-3 are Ana's, D-4 is Ben's, D-5 nobody's. */
  const open = async () => {
    const team = await makeTeam(await engine.fresh())
    for (let n = 1; n <= 3; n++) await createOpportunity(team.rep, { name: `Deal ${n}` })
    await createOpportunity(team.otherRep, { name: 'Deal 4' })
    await createOpportunity(team.manager, { name: 'Deal 5', owner: null })
    team.clock.advance({ hours: 1 })
    return team
  }
  const changed = async ({ manager }: Team, deed: BulkDeed, deals = [1, 2, 3, 4, 5]) => {
    const { id } = await prepareBulkChange(manager, { deals, deed })
    await carryOutBulkChange(manager, id)
    return id
  }
  /** What everybody hears: "U1 own 1,2,3". */
  const told = async (team: Team) => {
    const tellings: BulkTelling[] = []
    const run = (handlers: Record<string, (job: Job) => Promise<void>>) =>
      runDueJobs(team.database, { now: team.clock.now, log: quietLog, handlers })
    await run({ 'bulk-notices': (job) => spreadBulkNotices(team.system, job) })
    await run({
      'tell-bulk': async ({ payload }) => {
        tellings.push(payload as unknown as BulkTelling)
      },
    })
    const lines: string[] = []
    for (const telling of tellings) {
      const notice = await bulkNotice(team.system, telling)
      const groups = (notice?.groups ?? []).map(
        ({ relation, deals }) => `${relation} ${deals.map(({ number }) => number)}`,
      )
      lines.push([telling.place, telling.undo ? 'undo' : '', ...groups].filter(Boolean).join(' '))
    }
    return lines.sort()
  }

  test('each owner hears of it once, all together, when its author has paused for a minute', async () => {
    const team = await open()
    await changed(team, TO_PROPOSAL)
    team.clock.advance({ seconds: 59 })
    expect(await told(team)).toEqual([])
    team.clock.advance({ seconds: 2 })
    expect(await told(team)).toEqual(['U1 own 1,2,3', 'U2 own 4'])
    team.clock.advance({ days: 1 })
    expect(await told(team)).toEqual([])
  })

  test('whoever gets deals hears of those, and whoever had them of the same', async () => {
    const team = await open()
    const id = await changed(team, TO_BEN)
    team.clock.advance({ minutes: 2 })
    expect(await told(team)).toEqual(['U1 taken 1,2,3', 'U2 given 1,2,3,5'])
    const notice = await bulkNotice(team.system, { bulkId: id, undo: false, place: 'U2' })
    expect(notice).toMatchObject({ by: 'Mia Manager', sentence: 'Give to Ben Rep', settings: ['assigned'] })
    expect(notice?.list).toBe('/deals?period=all&deal=D-1&deal=D-2&deal=D-3&deal=D-5')
  })

  test('followers hear of it, and nobody of what they did themselves, muted or may not see', async () => {
    const team = await open()
    await followOpportunity(team.admin, { opportunity: 2 })
    await followOpportunity(team.manager, { opportunity: 2 })
    await followOpportunity(team.otherRep, { opportunity: 1 })
    await muteOpportunity(team.rep, { opportunity: 3 })
    await changeSettings(team.admin, { repsSee: 'own' })
    const seen = { ...team, system: { ...team.system, workspace: { ...team.workspace, repsSee: 'own' as const } } }
    await changed(team, TO_PROPOSAL)
    team.clock.advance({ minutes: 2 })
    expect(await told(seen)).toEqual(['U1 own 1,2', 'U2 own 4', 'U4 followed 2'])
  })

  test('settings are respected: of being given deals, of closed deals, and of many deals at once', async () => {
    const team = await open()
    await changeNoticeSettings(team.rep, { bulk: false })
    await changeNoticeSettings(team.otherRep, { closed: false })
    await changed(team, TO_PROPOSAL)
    team.clock.advance({ minutes: 2 })
    expect(await told(team)).toEqual(['U2 own 4'])
    await changed(team, LOST, [3, 4])
    team.clock.advance({ minutes: 2 })
    expect(await told(team)).toEqual(['U1 own 3'])
    await changeNoticeSettings(team.otherRep, { assigned: false })
    await changed(team, TO_BEN, [1, 2])
    team.clock.advance({ minutes: 2 })
    expect(await told(team)).toEqual([])
  })

  test('quiet hours are waited for, and what was switched off meanwhile is not told', async () => {
    const team = await open()
    await changeNoticeSettings(team.rep, { quiet: { from: '09:00', to: '13:00' } }) // it is 10:00 in Berlin
    const id = await changed(team, TO_PROPOSAL, [1, 2])
    team.clock.advance({ minutes: 2 })
    expect(await told(team)).toEqual([])
    team.clock.advance({ hours: 3 })
    expect(await told(team)).toEqual(['U1 own 1,2'])
    await changeNoticeSettings(team.rep, { bulk: false })
    expect(await bulkNotice(team.system, { bulkId: id, undo: false, place: 'U1' })).toBeNull()
  })

  test('taking it back is told to those who heard of it, and what was taken back at once is told to nobody', async () => {
    const team = await open()
    const id = await changed(team, TO_BEN, [1, 2])
    team.clock.advance({ minutes: 5 })
    expect(await told(team)).toEqual(['U1 taken 1,2', 'U2 given 1,2'])
    await undoBulkChange(team.manager, id)
    team.clock.advance({ minutes: 5 })
    expect(await told(team)).toEqual(['U1 undo given 1,2', 'U2 undo taken 1,2'])

    const hasty = await changed(team, TO_PROPOSAL, [1, 2])
    team.clock.advance({ seconds: 10 })
    await undoBulkChange(team.manager, hasty)
    team.clock.advance({ minutes: 5 })
    expect(await told(team)).toEqual([])
  })
})
