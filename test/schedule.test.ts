import { expect, test } from 'vitest'
import { changeNoticeSettings } from '../src/core/index.ts'
import { startSchedule } from '../src/schedule.ts'
import { sqlite } from './support/databases.ts'
import { quietLog } from './support/quiet-log.ts'
import { makeTeam } from './support/team.ts'

test('what is due by the clock happens in every workspace, and trouble in one stops no other', async () => {
  const database = await sqlite.fresh()
  const first = await makeTeam(database, { slackTeamId: 'T1', startsAt: '2026-11-20T08:00:00.000Z' })
  const second = await makeTeam(database, { slackTeamId: 'T2', startsAt: '2026-11-20T08:00:00.000Z' })
  // A zone that no engine knows cannot be computed with.
  await database.transaction((tx) =>
    tx.updateTable('workspaces').set({ time_zone: 'Nowhere/Else' }).where('id', '=', first.workspace.id).execute(),
  )
  await changeNoticeSettings(second.rep, { dayDigest: true })

  const schedule = startSchedule({ database, now: () => new Date('2026-11-23T07:00:30.000Z'), log: quietLog })
  await schedule.stop()

  const jobs = await database.read
    .selectFrom('outbox')
    .select(['workspace_id', 'key'])
    .where('kind', '=', 'digest')
    .execute()
  expect(new Set(jobs.map((job) => job.workspace_id))).toEqual(new Set([second.workspace.id]))
  expect(jobs.map(({ key }) => key)).toContain(`${second.members.rep.id}/day`)
})
