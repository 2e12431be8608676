import { describe, expect, it, test } from 'vitest'
import { dueSlot } from '../../../src/core/digests/model.ts'
import {
  askAboutIdleDeals,
  changeNoticeSettings,
  createOpportunity,
  type Job,
  queueDueDigests,
  runDueJobs,
  weekOf,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { quietLog } from '../../support/quiet-log.ts'
import { makeTeam, type Team } from '../../support/team.ts'

describe('the morning of a digest', () => {
  const at = (now: string, zone = 'Europe/Berlin') => dueSlot('day', '08:00', zone, now)

  it('comes by the reader’s clock, on working days', () => {
    expect(at('2026-11-23T06:59:59.000Z')).toBeNull()
    expect(at('2026-11-23T07:00:00.000Z')).toEqual({ day: '2026-11-23', at: '2026-11-23T07:00:00.000Z' })
    expect(at('2026-11-23T16:59:00.000Z')?.day).toBe('2026-11-23')
    expect(at('2026-11-23T17:00:00.000Z')).toBeNull()
    expect(at('2026-11-22T09:00:00.000Z')).toBeNull()
    expect(at('2026-11-23T13:00:00.000Z', 'America/New_York')?.at).toBe('2026-11-23T13:00:00.000Z')
  })

  it('is at the same hour on the wall before and after the clock is changed', () => {
    expect(at('2026-03-27T12:00:00.000Z')?.at).toBe('2026-03-27T07:00:00.000Z')
    expect(at('2026-03-30T12:00:00.000Z')?.at).toBe('2026-03-30T06:00:00.000Z')
    expect(at('2026-10-23T12:00:00.000Z')?.at).toBe('2026-10-23T06:00:00.000Z')
    expect(at('2026-10-26T12:00:00.000Z')?.at).toBe('2026-10-26T07:00:00.000Z')
  })

  it('of a week is Monday’s, until Wednesday', () => {
    expect(dueSlot('week', '08:00', 'UTC', '2026-11-25T07:59:00.000Z')?.day).toBe('2026-11-23')
    expect(dueSlot('week', '08:00', 'UTC', '2026-11-25T08:00:00.000Z')).toBeNull()
  })
})

describeEachEngine('digests', (engine) => {
  const open = async () => makeTeam(await engine.fresh(), { startsAt: '2026-11-20T08:00:00.000Z' })

  test('are sent to those who want them, once, however many processes look', async () => {
    const team = await open()
    await changeNoticeSettings(team.rep, { dayDigest: true, morning: '9:30' })
    await changeNoticeSettings(team.admin, { weekDigest: false })
    team.clock.set('2026-11-23T07:30:00.000Z')
    expect(await Promise.all([queueDueDigests(team.system), queueDueDigests(team.system)])).toContain(1)
    expect(await digests(team)).toEqual([`${team.members.manager.id} week 2026-11-23`])
    team.clock.set('2026-11-23T08:30:00.000Z')
    expect(await queueDueDigests(team.system)).toBe(1)
    expect(await queueDueDigests(team.system)).toBe(0)
    expect(await digests(team)).toEqual([`${team.members.rep.id} day 2026-11-23`])
    team.clock.set('2026-11-24T08:30:00.000Z')
    expect(await queueDueDigests(team.system)).toBe(1)
  })

  test('wait for nobody who came after their morning', async () => {
    const team = await makeTeam(await engine.fresh(), { startsAt: '2026-11-23T07:30:00.000Z' })
    expect(await queueDueDigests(team.system)).toBe(0)
  })

  test('tell a manager who did not answer about idle deals', async () => {
    const team = await open()
    await createOpportunity(team.rep, { name: 'Acme', expectedCloseOn: '2026-11-30' })
    team.clock.advance({ days: 17 })
    expect(await askAboutIdleDeals(team.system)).toBe(1)
    team.clock.advance({ days: 3 })
    const week = await weekOf(team.manager)
    expect(week.unanswered).toEqual([{ owner: 'Ana Rep', count: 1 }])
    expect(week.attention.map(({ kind, count }) => `${kind} ${count}`)).toContain('stale 1')
    expect(week.reports.map(({ id }) => id)).toContain('funnel')
    await expect(weekOf(team.rep)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

async function digests({ database, clock }: Team): Promise<string[]> {
  const sent: string[] = []
  const handlers = {
    async digest({ payload }: Job) {
      sent.push(`${payload.memberId} ${payload.digest} ${payload.day}`)
    },
  }
  await runDueJobs(database, { now: clock.now, log: quietLog, handlers })
  return sent
}
