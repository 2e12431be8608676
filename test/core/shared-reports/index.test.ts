import { describe, expect, it, test } from 'vitest'
import {
  type Ctx,
  endScheduledReport,
  listScheduledReports,
  queueDueReports,
  scheduleReport,
  shareReport,
} from '../../../src/core/index.ts'
import { nextRun } from '../../../src/core/shared-reports/model.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

const channel = { id: 'C0SALES01', name: 'sales' }
const funnel = { report: 'funnel', query: 'pipeline=Sales&period=this-month', channel }

async function posts({ db }: Ctx): Promise<unknown[]> {
  const jobs = await db.selectFrom('outbox').select('payload').where('kind', '=', 'post-report').execute()
  return jobs.map(({ payload }) => JSON.parse(payload))
}

describe('the time of a scheduled report', () => {
  it('goes by the clock on the wall, also when that is changed', () => {
    const at = (every: 'weekday' | 'week' | 'month', after: string) =>
      nextRun({ every, hour: 9 }, 'Europe/Berlin', after)
    expect(at('weekday', '2026-11-20T08:00:00.000Z')).toBe('2026-11-23T08:00:00.000Z')
    expect(at('week', '2026-03-23T08:00:00.000Z')).toBe('2026-03-30T07:00:00.000Z')
    expect(at('month', '2026-11-25T00:00:00.000Z')).toBe('2026-12-01T08:00:00.000Z')
  })
})

describeEachEngine('a shared report', (engine) => {
  const open = async () => makeTeam(await engine.fresh(), { startsAt: '2026-11-20T08:00:00.000Z' })

  test('is asked for once, in the name of the one who shares it', async () => {
    const { rep, members } = await open()
    await shareReport(rep, { ...funnel, note: '  Look at Proposal.  ' })
    expect(await posts(rep)).toEqual([
      {
        report: 'funnel',
        query: funnel.query,
        channelId: channel.id,
        memberId: members.rep.id,
        note: 'Look at Proposal.',
      },
    ])
  })

  test('is refused for an unknown report, no channel, a note that is too long, and nobody', async () => {
    const { rep, system } = await open()
    await expect(shareReport(rep, { ...funnel, report: 'funel' })).rejects.toThrow('Did you mean funnel?')
    await expect(shareReport(rep, { ...funnel, channel: { id: 'sales', name: '' } })).rejects.toThrow(
      'Choose a channel.',
    )
    await expect(shareReport(rep, { ...funnel, note: 'x'.repeat(501) })).rejects.toThrow('the most is 500')
    await expect(shareReport(rep, { ...funnel, query: 'q='.padEnd(2001, 'x') })).rejects.toThrow('too many filters')
    await expect(shareReport(system, funnel)).rejects.toThrow('Only a member shares reports.')
    expect(await posts(rep)).toEqual([])
  })

  test('comes again when its time has come, once, however many processes look', async () => {
    const { rep, system, clock } = await open()
    const made = await scheduleReport(rep, {
      ...funnel,
      query: `${funnel.query}&asOf=2026-01-01`,
      every: 'week',
      hour: 9,
    })
    expect(made).toMatchObject({ query: 'pipeline=Sales&period=this-month', nextRunAt: '2026-11-23T08:00:00.000Z' })
    expect(await queueDueReports(system)).toBe(0)
    clock.set('2026-11-23T08:00:30.000Z')
    const queued = await Promise.all([queueDueReports(system), queueDueReports(system)])
    expect(queued.toSorted()).toEqual([0, 1])
    expect(await posts(rep)).toHaveLength(1)
    expect((await listScheduledReports(rep))[0]?.nextRunAt).toBe('2026-11-30T08:00:00.000Z')
  })

  test('that was missed for weeks comes once', async () => {
    const { rep, system, clock } = await open()
    await scheduleReport(rep, { ...funnel, every: 'weekday', hour: 9 })
    clock.set('2026-12-24T12:00:00.000Z')
    expect([await queueDueReports(system), await queueDueReports(system)]).toEqual([1, 0])
  })

  test('is scheduled once where the same is asked for twice, and ended by its author or a manager', async () => {
    const { rep, otherRep, manager } = await open()
    const wish = { ...funnel, every: 'month', hour: 7 }
    const made = await scheduleReport(rep, wish)
    expect((await scheduleReport(rep, wish)).id).toBe(made.id)
    await expect(endScheduledReport(otherRep, made.id)).rejects.toThrow('Ana Rep has this posted. Ask them')
    await endScheduledReport(manager, made.id)
    expect(await listScheduledReports(rep)).toEqual([])
    await expect(endScheduledReport(manager, made.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('is refused for a rhythm or an hour that there is not', async () => {
    const { rep } = await open()
    await expect(scheduleReport(rep, { ...funnel, every: 'year', hour: 9 })).rejects.toThrow('Choose how often')
    await expect(scheduleReport(rep, { ...funnel, every: 'week', hour: 24 })).rejects.toThrow('Choose a full hour')
    await expect(scheduleReport(rep, { ...funnel, every: 'week', hour: Number('') + 0.5 })).rejects.toThrow('full hour')
    expect(await listScheduledReports(rep)).toEqual([])
  })
})
