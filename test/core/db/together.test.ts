import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Db } from '../../../src/core/db/open.ts'
import { prepared } from '../../../src/core/db/prepared.ts'
import { executeTogether } from '../../../src/core/db/together.ts'
import { describeEachEngine } from '../../support/databases.ts'

const AT = '2026-11-23T08:00:00.000Z'

const received = (db: Db, workspace_key: string, event_id: string) =>
  db.insertInto('received_events').values({ workspace_key, event_id, received_at: AT })

const receivedOnce = prepared((db, { key, event }: { key: string; event: string }) => received(db, key, event))

const eventsOf = async (db: Db): Promise<string[]> => {
  const rows = await db.selectFrom('received_events').select('event_id').orderBy('event_id').execute()
  return rows.map((row) => row.event_id)
}

describeEachEngine('statements that run together', (engine) => {
  it('all happen, in their order', async () => {
    const database = await engine.fresh()
    await database.transaction((tx) =>
      executeTogether(tx, [
        received(tx, 'T1', 'one'),
        tx.updateTable('received_events').set({ event_id: 'two' }).where('event_id', '=', 'one'),
        receivedOnce(tx, { key: 'T1', event: 'one' }),
      ]),
    )
    expect(await eventsOf(database.read)).toEqual(['one', 'two'])
  })

  it('keep any text as it is, whatever it looks like', async () => {
    const database = await engine.fresh()
    const hostile = [
      "'); drop table received_events; --",
      "''",
      '?',
      '"',
      '\\',
      '; --',
      "O'Neil 🎉 ?1 :a @b $c",
      '\n\t',
    ]
    const text = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'grapheme' }))
    let round = 0
    await fc.assert(
      fc.asyncProperty(text, text, async (one, other) => {
        fc.pre(!`${one}${other}`.includes('\0'))
        round += 1
        const events = [`1 ${one}`, `2 ${other}`]
        await database.transaction((tx) =>
          executeTogether(
            tx,
            events.map((event) => receivedOnce(tx, { key: `T${round}`, event })),
          ),
        )
        const rows = database.read.selectFrom('received_events').select('event_id')
        const kept = await rows.where('workspace_key', '=', `T${round}`).execute()
        expect(kept.map((row) => row.event_id).sort()).toEqual(events.sort())
      }),
      { numRuns: 60 },
    )
  })

  it('leave nothing behind when one of them fails', async () => {
    const database = await engine.fresh()
    const twice = database.transaction((tx) =>
      executeTogether(tx, [received(tx, 'T1', 'one'), received(tx, 'T1', 'one')]),
    )
    await expect(twice).rejects.toThrow()
    expect(await eventsOf(database.read)).toEqual([])
  })

  it('are refused once their transaction is over', async () => {
    const database = await engine.fresh()
    const kept = await database.transaction(async (tx) => ({ tx }))
    const late = async () => executeTogether(kept.tx, [receivedOnce(kept.tx, { key: 'T1', event: 'late' })])
    await expect(late()).rejects.toThrow()
    expect(await eventsOf(database.read)).toEqual([])
  })
})
