import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, it, vi } from 'vitest'
import { createChangeFeed } from '../../../src/core/db/changes.ts'
import type { Database } from '../../../src/core/db/open.ts'
import { describeEachEngine, openForTest } from '../../support/databases.ts'
import { quietLog } from '../../support/quiet-log.ts'

async function change(database: Database, workspaceId: string): Promise<void> {
  await database.transaction((tx) => sql`update marks set n = n + 1`.execute(tx))
  database.changes.announce(workspaceId)
}

async function withMarks(database: Database): Promise<Database> {
  await sql`create table marks (n integer)`.execute(database.maintenance)
  await sql`insert into marks values (0)`.execute(database.maintenance)
  return database
}

/** Long enough to have begun to listen. */
const begun = () => sleep(300)
/** Longer than the engines take to hear of a change. */
const heard = () => sleep(1300)

describeEachEngine('the change feed', (engine) => {
  it('tells every listener of this process at once which workspace changed', async () => {
    const database = await withMarks(await engine.fresh())
    const [one, other] = [vi.fn(), vi.fn()]
    database.changes.subscribe(one)
    database.changes.subscribe(other)
    await change(database, 'W1')
    expect(one.mock.calls).toEqual([['W1']])
    expect(other.mock.calls).toEqual([['W1']])
  })

  it('does not tell a change of this process a second time', async () => {
    const database = await withMarks(await engine.fresh())
    const listener = vi.fn()
    database.changes.subscribe(listener)
    await begun()
    await change(database, 'W1')
    await heard()
    expect(listener.mock.calls).toEqual([['W1']])
  })

  it('hears of the commits of another process', async () => {
    const url = await engine.freshUrl()
    const [here, there] = [await withMarks(await openForTest(url)), await openForTest(url)]
    const listener = vi.fn()
    here.changes.subscribe(listener)
    await begun()
    await change(there, 'W1')
    await expect.poll(() => listener.mock.calls, { timeout: 5000 }).toEqual([[engine.name === 'sqlite' ? null : 'W1']])
  })

  it('is silent for a listener that left', async () => {
    const database = await withMarks(await engine.fresh())
    const listener = vi.fn()
    const leave = database.changes.subscribe(listener)
    leave()
    leave()
    await change(database, 'W1')
    expect(listener).not.toHaveBeenCalled()
  })

  it('hears again after everybody left and somebody came back', async () => {
    const url = await engine.freshUrl()
    const [here, there] = [await withMarks(await openForTest(url)), await openForTest(url)]
    here.changes.subscribe(() => {})()
    const listener = vi.fn()
    here.changes.subscribe(listener)
    await begun()
    await change(there, 'W1')
    await expect.poll(() => listener.mock.calls.length, { timeout: 5000 }).toBe(1)
  })
})

it('goes on telling the others when one listener throws', () => {
  const { feed } = createChangeFeed({ start() {}, async stop() {}, tell() {} }, quietLog)
  const listener = vi.fn()
  feed.subscribe(() => {
    throw new Error('broken listener')
  })
  feed.subscribe(listener)
  feed.announce('W1')
  expect(listener).toHaveBeenCalledWith('W1')
})
