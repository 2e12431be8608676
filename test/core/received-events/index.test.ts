import { expect, test } from 'vitest'
import { firstDelivery } from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeClock } from '../../support/team.ts'

describeEachEngine('received events', (engine) => {
  test('an event counts once per workspace, however often and wherever at once it is delivered', async () => {
    const database = await engine.fresh()
    const { now } = makeClock()
    const deliver = (workspaceKey: string) => firstDelivery(database, { workspaceKey, eventId: 'Ev1', now: now() })
    const outcomes = await Promise.all([deliver('T1'), deliver('T1'), deliver('T1')])
    expect(outcomes.filter(Boolean)).toHaveLength(1)
    expect(await deliver('T2')).toBe(true)
    expect(await deliver('T1')).toBe(false)
  })

  test('events older than a day are forgotten in time', async () => {
    const database = await engine.fresh()
    const clock = makeClock()
    const deliver = (eventId: string) => firstDelivery(database, { workspaceKey: 'T1', eventId, now: clock.now() })
    await deliver('old')
    clock.advance({ hours: 25 })
    await deliver('recent')
    for (let i = 0; i < 1000; i++) await deliver(`Ev${i}`)
    const kept = await database.read.selectFrom('received_events').select('event_id').execute()
    expect(kept.map((event) => event.event_id)).not.toContain('old')
    expect(kept.map((event) => event.event_id)).toContain('recent')
  })
})
