import { expect, test } from 'vitest'
import {
  closeOpportunity,
  createOpportunity,
  createVault,
  endInstallation,
  enqueue,
  examine,
  inTransaction,
  moveOpportunity,
  saveInstallation,
} from '../../../src/core/index.ts'
import { describeEachEngine, openForTest } from '../../support/databases.ts'
import { makeTeam, START } from '../../support/team.ts'

describeEachEngine('the doctor', (engine) => {
  async function patient() {
    const team = await makeTeam(await engine.fresh())
    const { number } = await createOpportunity(team.rep, { name: 'Acme', value: 100 })
    await moveOpportunity(team.rep, { opportunity: number, stage: 'Proposal' })
    const trouble = async () =>
      (await examine(team.database, START))
        .filter(({ healthy }) => !healthy)
        .map(({ what, detail }) => `${what}: ${detail}`)
    return { ...team, number, write: team.database.maintenance, trouble }
  }

  test('finds nothing wrong with what the verbs wrote', async () => {
    const { rep, number, trouble } = await patient()
    await closeOpportunity(rep, { opportunity: number, status: 'won' })
    expect(await trouble()).toEqual([])
  })

  test('notices a deal that says something else than its history', async () => {
    const { write, trouble } = await patient()
    await write.updateTable('opportunities').set({ value: 999 }).execute()
    expect(await trouble()).toEqual([
      expect.stringMatching(/^Totals agree with a rebuild from history: not so: D-1\. Stop Dealwright/),
    ])
  })

  test('notices a gap in a history', async () => {
    const { write, trouble } = await patient()
    await write
      .updateTable('opportunity_history')
      .set({ valid_to: '2026-11-23T07:00:00.000Z' })
      .where('version', '=', 1)
      .execute()
    expect(await trouble()).toEqual([expect.stringContaining('History has neither gaps nor overlaps: not so: D-1')])
  })

  test('notices an open deal that stays nowhere', async () => {
    const { write, trouble } = await patient()
    await write.updateTable('stage_stays').set({ left_at: START }).execute()
    expect(await trouble()).toEqual([expect.stringContaining('Open deals stay in exactly one stage: not so: D-1')])
  })

  test('notices messages that nobody sends', async () => {
    const { system, trouble } = await patient()
    const job = { kind: 'refresh-cards', key: 'x', payload: {}, runAt: '2026-11-23T07:00:00.000Z' }
    await inTransaction(system, (tx) => enqueue(tx, job))
    expect(await trouble()).toEqual([expect.stringMatching(/^Messages go out: 1 waiting, the oldest due for 3600 s/)])
  })

  test('notices a workspace whose token Slack does not take', async () => {
    const { system, trouble } = await patient()
    await endInstallation(system, { reason: 'token_revoked', advice: 'Install it again.', happenedAt: null })
    expect(await trouble()).toEqual([
      'Slack takes the tokens: workspaces stand still: 1 with token_revoked. Settings, under Slack, says what to do.',
    ])
  })

  test('notices stored tokens that this secret does not open', async () => {
    const { database } = await patient()
    const secret = 'a secret of thirty-two bytes or more'
    await saveInstallation(database, createVault(secret), {
      grant: {
        teamId: 'T1',
        teamName: 'Acme',
        botUserId: null,
        scopes: '',
        botToken: 'xoxb-1',
        refreshToken: null,
        expiresInSeconds: null,
      },
      installedBy: null,
      timeZone: null,
      now: START,
    })
    const told = async (given: string | null) => (await examine(database, START, { secret: given })).at(-1)
    expect(await told(secret)).toMatchObject({ healthy: true, detail: 'all of them' })
    for (const other of [null, `${secret}!`]) {
      expect(await told(other)).toMatchObject({
        what: 'Stored tokens open with DEALWRIGHT_SECRET',
        healthy: false,
        detail: expect.stringMatching(/^1 of 1 do not.*Put the former DEALWRIGHT_SECRET back/),
      })
    }
  })

  test('asks for the migration where the schema is older', async () => {
    const database = await openForTest(await engine.bareUrl())
    const findings = await examine(database, START)
    expect(findings.at(-1)?.detail).toMatch(/^missing: 0001-foundation.*Run: dealwright migrate$/)
  })
})
