import { expect, test } from 'vitest'
import {
  type Ctx,
  enqueue,
  inTransaction,
  type Job,
  type JobHandler,
  type JobOutcome,
  Lanes,
  outboxHealth,
  RetryLater,
  resumeWorkspace,
  runDueJobs,
  StopWorkspace,
  stopOf,
  takeDueJobs,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { quietLog } from '../../support/quiet-log.ts'
import { makeTeam, type Team } from '../../support/team.ts'

const ask = (ctx: Ctx, key: string, channel: string, kind = 'post'): Promise<void> =>
  inTransaction(ctx, (tx) => enqueue(tx, { kind, key, payload: { channel } }))

const run = ({ database, clock }: Team, handlers: Record<string, JobHandler>, lanes = new Lanes()): Promise<number> =>
  runDueJobs(database, { now: clock.now, log: quietLog, handlers, lanes })

/** Does jobs by their channel, as `work` says. */
const byChannel = (work: (job: Job) => Promise<void>): Record<string, JobHandler> => ({
  post: { run: work, lane: ({ payload }) => String(payload.channel) },
})

describeEachEngine('the lanes of the outbox', (engine) => {
  test('one that has to wait holds up no other, and keeps its order', async () => {
    const team = await makeTeam(await engine.fresh())
    for (const [key, channel] of [
      ['a', 'C1'],
      ['b', 'C1'],
      ['c', 'C2'],
      ['d', 'C1'],
    ] as const) {
      await ask(team.rep, key, channel)
    }
    const done: string[] = []
    let waits = true
    const lanes = new Lanes()
    const handlers = byChannel(async ({ key, payload }) => {
      if (payload.channel === 'C1' && waits) throw new RetryLater(30)
      done.push(key)
    })
    expect(await run(team, handlers, lanes)).toBe(4)
    expect(done).toEqual(['c'])
    waits = false
    await ask(team.rep, 'e', 'C1')
    await run(team, handlers, lanes)
    expect(done).toEqual(['c'])
    team.clock.advance({ seconds: 30 })
    await run(team, handlers, lanes)
    expect(done).toEqual(['c', 'a', 'b', 'd', 'e'])
  })

  test('one that is slow lets later rounds pass, and takes what comes for it after that', async () => {
    const team = await makeTeam(await engine.fresh())
    const { database, clock } = team
    let ready = (): void => {}
    const slow = new Promise<void>((resolve) => {
      ready = resolve
    })
    const done: string[] = []
    const handlers = byChannel(async ({ key }) => {
      if (key === 'slow') await slow
      done.push(key)
    })
    const lanes = new Lanes()
    const round = () => takeDueJobs(database, { now: clock.now, log: quietLog, handlers, lanes })
    await ask(team.rep, 'slow', 'C1')
    const first = await round()
    await ask(team.rep, 'behind', 'C1')
    await ask(team.rep, 'other', 'C2')
    const second = await round()
    expect([first.taken, second.taken]).toEqual([1, 2])
    await expect.poll(() => done).toEqual(['other'])
    ready()
    await Promise.all([first.finished, second.finished])
    expect(done).toEqual(['other', 'slow', 'behind'])
  })

  test('of another workspace are others', async () => {
    const team = await makeTeam(await engine.fresh())
    const other = await makeTeam(team.database, { slackTeamId: 'T2' })
    await ask(team.rep, 'a', 'C1')
    await ask(other.rep, 'b', 'C1')
    const done: string[] = []
    await run(
      team,
      byChannel(async ({ key, workspaceId }) => {
        if (workspaceId === team.workspace.id) throw new RetryLater(30)
        done.push(key)
      }),
    )
    expect(done).toEqual(['b'])
  })

  test('count how each job ended', async () => {
    const team = await makeTeam(await engine.fresh())
    const counted: [string, JobOutcome][] = []
    const failures: Record<string, Error> = { wait: new RetryLater(1), fail: new Error('No.') }
    for (const key of ['done', 'wait', 'fail']) await ask(team.rep, key, key)
    await runDueJobs(team.database, {
      now: team.clock.now,
      log: quietLog,
      handlers: byChannel(async ({ key }) => {
        const failure = failures[key]
        if (failure) throw failure
      }),
      counted: (kind, outcome) => counted.push([kind, outcome]),
    })
    expect(counted.map(([, outcome]) => outcome).sort()).toEqual(['done', 'failed', 'waited'])
  })

  test('a job knows whether it was begun before', async () => {
    const team = await makeTeam(await engine.fresh())
    await ask(team.rep, 'a', 'C1')
    const seen: boolean[] = []
    const failing = byChannel(async ({ begunBefore }) => {
      seen.push(begunBefore)
      throw new Error('The answer was lost.')
    })
    await run(team, failing)
    team.clock.advance({ seconds: 1 })
    await run(team, failing)
    expect(seen).toEqual([false, true])
  })
})

describeEachEngine('a workspace whose token Slack does not take', (engine) => {
  const why = new StopWorkspace('token_revoked', 'Install it again.')
  const refusing = byChannel(async () => {
    throw why
  })

  test('stands still with all its jobs for Slack, which are kept and fail no more', async () => {
    const team = await makeTeam(await engine.fresh())
    for (const key of ['a', 'b']) await ask(team.rep, key, 'C1')
    await run(team, refusing)
    expect(await stopOf(team.admin)).toEqual({ reason: why.reason, advice: why.advice, since: team.clock.now() })
    team.clock.advance({ days: 2 })
    const done: string[] = []
    const working = byChannel(async ({ key }) => {
      done.push(key)
    })
    expect(await run(team, working)).toBe(0)
    const health = { waiting: 2, oldestSeconds: 0, failed: 0, stopped: 1 }
    expect(await outboxHealth(team.database, team.clock.now())).toEqual(health)

    expect(await resumeWorkspace(team.database, team.workspace.id)).toBe(true)
    expect(await resumeWorkspace(team.database, team.workspace.id)).toBe(false)
    await run(team, working)
    expect(done).toEqual(['a', 'b'])
  })

  test('goes on with what does not need Slack, and with looking whether Slack takes it again', async () => {
    const team = await makeTeam(await engine.fresh())
    await ask(team.rep, 'a', 'C1')
    await run(team, refusing)
    for (const kind of ['webhook', 'check']) await ask(team.rep, kind, 'C1', kind)
    const done: string[] = []
    const work = async ({ kind }: Job): Promise<void> => void done.push(kind)
    await run(team, { post: { run: work }, webhook: work, check: { run: work, whenStopped: true } })
    expect(done.sort()).toEqual(['check', 'webhook'])
  })

  test('stops no other', async () => {
    const team = await makeTeam(await engine.fresh())
    const other = await makeTeam(team.database, { slackTeamId: 'T2' })
    await ask(team.rep, 'a', 'C1')
    await run(team, refusing)
    await ask(other.rep, 'b', 'C1')
    const done: string[] = []
    await run(
      team,
      byChannel(async ({ key }) => void done.push(key)),
    )
    expect(done).toEqual(['b'])
    expect(await stopOf(other.admin)).toBeNull()
  })
})
