import { expect, test } from 'vitest'
import { type Ctx, receiveOnce } from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

const receive = (ctx: Ctx, ...names: string[]) =>
  receiveOnce(ctx, { names, job: { kind: 'event', key: names.join(), payload: {} } })

describeEachEngine('received events', (engine) => {
  test('an event counts once per workspace, however often and wherever at once it is delivered', async () => {
    const database = await engine.fresh()
    const [{ rep: here }, { rep: there }] = [await makeTeam(database), await makeTeam(database, { slackTeamId: 'T2' })]
    const outcomes = await Promise.all([receive(here, 'Ev1'), receive(here, 'Ev1'), receive(here, 'Ev1')])
    expect(outcomes.filter(Boolean)).toHaveLength(1)
    expect(await receive(there, 'Ev1')).toBe(true)
    expect(await receive(here, 'Ev1')).toBe(false)
    expect(await database.read.selectFrom('outbox').selectAll().execute()).toHaveLength(2)
  })

  test('what happened counts once, also when it is told under another id', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    expect(await receive(rep, 'Ev1', 'message/C1/17.1')).toBe(true)
    expect(await receive(rep, 'Ev2', 'message/C1/17.1')).toBe(false)
    expect(await receive(rep, 'Ev2', 'message/C1/17.2')).toBe(false)
    expect(await receive(rep, 'Ev3', 'message/C1/17.3')).toBe(true)
  })

  test('an event that could not be kept is new when it comes again', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    const job = { kind: 'event', key: 'Ev1', payload: { unkeepable: 1n } }
    await expect(receiveOnce(rep, { names: ['Ev1'], job })).rejects.toThrow()
    expect(await receive(rep, 'Ev1')).toBe(true)
  })

  test('events older than a day are forgotten in time', async () => {
    const { rep, clock, database } = await makeTeam(await engine.fresh())
    await receive(rep, 'old')
    clock.advance({ hours: 25 })
    await receive(rep, 'recent')
    for (let i = 0; i < 1000; i++) await receive(rep, `Ev${i}`)
    const kept = await database.read.selectFrom('received_events').select('event_id').execute()
    expect(kept.map((event) => event.event_id)).not.toContain('old')
    expect(kept.map((event) => event.event_id)).toContain('recent')
  })
})
