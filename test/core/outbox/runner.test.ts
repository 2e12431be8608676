import { expect, test } from 'vitest'
import {
  type Ctx,
  enqueue,
  GiveUp,
  inTransaction,
  type Job,
  type JobInput,
  outboxHealth,
  RetryLater,
  runDueJobs,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { quietLog } from '../../support/quiet-log.ts'
import { makeTeam, type Team } from '../../support/team.ts'

type Handlers = Record<string, (job: Job) => Promise<void>>

describeEachEngine('the outbox', (engine) => {
  test('a job runs after its change is durable, with its payload, and then it is gone', async () => {
    const team = await makeTeam(await engine.fresh())
    await ask(team.rep, { kind: 'notify', key: 'a', payload: { text: 'Hello' } })
    const { done, handlers } = recorder('notify')
    expect(await run(team, handlers)).toBe(1)
    expect(done[0]).toMatchObject({ kind: 'notify', key: 'a', payload: { text: 'Hello' }, attempts: 0 })
    expect(done[0]?.workspaceId).toBe(team.workspace.id)
    expect(await run(team, handlers)).toBe(0)
  })

  test('a change that fails asks for nothing', async () => {
    const team = await makeTeam(await engine.fresh())
    const failing = inTransaction(team.rep, async (tx) => {
      await enqueue(tx, { kind: 'notify', key: 'a', payload: {} })
      throw new Error('No.')
    })
    await expect(failing).rejects.toThrow('No.')
    expect(await run(team, recorder('notify').handlers)).toBe(0)
  })

  test('several requests of one kind and key that wait are one job, the last', async () => {
    const team = await makeTeam(await engine.fresh())
    for (const version of [1, 2, 3]) await ask(team.rep, { kind: 'card', key: 'D-1', payload: { version } })
    await ask(team.rep, { kind: 'card', key: 'D-2', payload: { version: 9 } })
    const { done, handlers } = recorder('card')
    await run(team, handlers)
    expect(done.map((job) => [job.key, job.payload.version])).toEqual([
      ['D-1', 3],
      ['D-2', 9],
    ])
  })

  test('a job that is asked for while it runs is run once more', async () => {
    const team = await makeTeam(await engine.fresh())
    await ask(team.rep, { kind: 'card', key: 'D-1', payload: { version: 1 } })
    const seen: unknown[] = []
    const handlers: Handlers = {
      async card(job) {
        seen.push(job.payload.version)
        if (seen.length === 1) await ask(team.rep, { kind: 'card', key: 'D-1', payload: { version: 2 } })
      },
    }
    await run(team, handlers)
    await run(team, handlers)
    expect(seen).toEqual([1, 2])
    expect(await run(team, handlers)).toBe(0)
  })

  test('a job is not run before its time', async () => {
    const team = await makeTeam(await engine.fresh())
    await ask(team.rep, { kind: 'notify', key: 'a', payload: {}, runAt: '2026-11-23T08:00:10.000Z' })
    const { handlers } = recorder('notify')
    expect(await run(team, handlers)).toBe(0)
    team.clock.advance({ seconds: 10 })
    expect(await run(team, handlers)).toBe(1)
  })

  test('what fails is tried again after 1 s, 5 s, 30 s, 2 min, 10 min and 1 h', async () => {
    const team = await makeTeam(await engine.fresh())
    await ask(team.rep, { kind: 'notify', key: 'a', payload: {} })
    const handlers = always(new Error('Slack is away'))
    await run(team, handlers)
    for (const seconds of [1, 5, 30, 120, 600, 3600, 3600]) {
      team.clock.advance({ seconds: seconds - 1 })
      expect(await run(team, handlers)).toBe(0)
      team.clock.advance({ seconds: 1 })
      expect(await run(team, handlers)).toBe(1)
    }
  })

  test('after a day of failing it is given up, until it is asked for again', async () => {
    const team = await makeTeam(await engine.fresh())
    await ask(team.rep, { kind: 'notify', key: 'a', payload: {} })
    const handlers = always(new Error('Slack is away'))
    for (let hour = 0; hour < 40; hour++) {
      await run(team, handlers)
      team.clock.advance({ hours: 1 })
    }
    expect(await outboxHealth(team.database, team.clock.now())).toEqual({
      waiting: 0,
      oldestSeconds: 0,
      failed: 1,
      stopped: 0,
    })
    await ask(team.rep, { kind: 'notify', key: 'a', payload: {} })
    expect(await run(team, recorder('notify').handlers)).toBe(1)
    expect(await outboxHealth(team.database, team.clock.now())).toEqual({
      waiting: 0,
      oldestSeconds: 0,
      failed: 0,
      stopped: 0,
    })
  })

  test('a handler can give up at once', async () => {
    const team = await makeTeam(await engine.fresh())
    await ask(team.rep, { kind: 'notify', key: 'a', payload: {} })
    await run(team, always(new GiveUp('The channel is gone')))
    team.clock.advance({ days: 2 })
    expect(await run(team, recorder('notify').handlers)).toBe(0)
    expect((await outboxHealth(team.database, team.clock.now())).failed).toBe(1)
  })

  test('“retry later” pauses the whole kind for so long and does not count as a failure', async () => {
    const team = await makeTeam(await engine.fresh())
    for (const key of ['a', 'b', 'c']) await ask(team.rep, { kind: 'notify', key, payload: {} })
    let calls = 0
    await run(team, {
      async notify() {
        calls++
        throw new RetryLater(30)
      },
    })
    expect(calls).toBe(1)
    const { done, handlers } = recorder('notify')
    team.clock.advance({ seconds: 29 })
    expect(await run(team, handlers)).toBe(0)
    team.clock.advance({ seconds: 1 })
    expect(await run(team, handlers)).toBe(3)
    expect(done.map((job) => job.attempts)).toEqual([0, 0, 0])
  })

  test('one job that fails holds up neither its own kind nor another', async () => {
    const team = await makeTeam(await engine.fresh())
    for (const key of ['bad', 'good']) await ask(team.rep, { kind: 'notify', key, payload: {} })
    await ask(team.rep, { kind: 'card', key: 'D-1', payload: {} })
    const done: string[] = []
    await run(team, {
      async notify(job) {
        if (job.key === 'bad') throw new Error('No.')
        done.push(job.key)
      },
      async card(job) {
        done.push(job.key)
      },
    })
    expect(done.sort()).toEqual(['D-1', 'good'])
  })

  test('kinds without a handler are left to other workers', async () => {
    const team = await makeTeam(await engine.fresh())
    await ask(team.rep, { kind: 'notify', key: 'a', payload: {} })
    expect(await run(team, recorder('card').handlers)).toBe(0)
    expect(await run(team, {})).toBe(0)
    expect((await outboxHealth(team.database, team.clock.now())).waiting).toBe(1)
  })

  test('two workers at the same moment run each job once', async () => {
    const team = await makeTeam(await engine.fresh())
    for (let i = 0; i < 10; i++) await ask(team.rep, { kind: 'notify', key: `k${i}`, payload: {} })
    const { done, handlers } = recorder('notify')
    await Promise.all([run(team, handlers), run(team, handlers), run(team, handlers)])
    expect(done.map((job) => job.key).sort()).toEqual(Array.from({ length: 10 }, (_, i) => `k${i}`))
  })

  test('the job of a worker that died is taken by another after a minute', async () => {
    const team = await makeTeam(await engine.fresh())
    await ask(team.rep, { kind: 'notify', key: 'a', payload: {} })
    let died = (): void => {}
    const dead = new Promise<void>((resolve) => {
      died = resolve
    })
    const stuck = run(team, { notify: () => dead })
    await expect.poll(() => claims(team)).toBe(1)
    const { done, handlers } = recorder('notify')
    team.clock.advance({ seconds: 59 })
    expect(await run(team, handlers)).toBe(0)
    team.clock.advance({ seconds: 1 })
    expect(await run(team, handlers)).toBe(1)
    expect(done).toHaveLength(1)
    died()
    await stuck
  })

  test('health says what waits, how long the oldest is overdue, and what failed', async () => {
    const team = await makeTeam(await engine.fresh())
    await ask(team.rep, { kind: 'notify', key: 'a', payload: {} })
    team.clock.advance({ seconds: 90 })
    await ask(team.rep, { kind: 'notify', key: 'b', payload: {}, runAt: '2027-01-01T00:00:00.000Z' })
    expect(await outboxHealth(team.database, team.clock.now())).toEqual({
      waiting: 2,
      oldestSeconds: 90,
      failed: 0,
      stopped: 0,
    })
  })
})

function ask(ctx: Ctx, job: JobInput): Promise<void> {
  return inTransaction(ctx, (tx) => enqueue(tx, job))
}

function run({ database, clock }: Team, handlers: Handlers): Promise<number> {
  return runDueJobs(database, { now: clock.now, log: quietLog, handlers })
}

function recorder(kind: string): { done: Job[]; handlers: Handlers } {
  const done: Job[] = []
  return {
    done,
    handlers: {
      async [kind](job) {
        done.push(job)
      },
    },
  }
}

function always(error: Error): Handlers {
  return {
    async notify() {
      throw error
    },
  }
}

async function claims({ database }: Team): Promise<number> {
  const claimed = database.read.selectFrom('outbox').select('id').where('claimed_until', 'is not', null)
  return (await claimed.execute()).length
}
