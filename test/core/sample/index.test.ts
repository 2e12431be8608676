import { expect, test } from 'vitest'
import { examine, listMembers, loadSample, onlyWorkspace, systemActor } from '../../../src/core/index.ts'
import { planSample } from '../../../src/core/sample/plan.ts'
import { describeEachEngine, type Engine } from '../../support/databases.ts'
import { allDeals } from '../../support/deal-list.ts'
import { quietLog } from '../../support/quiet-log.ts'
import { makeTeam, START } from '../../support/team.ts'

async function sampleTeam(engine: Engine, now = START) {
  const database = await engine.fresh()
  await loadSample(database, { now: () => now })
  const workspace = await onlyWorkspace(database)
  if (!workspace) throw new Error('There is no workspace.')
  const actor = systemActor('Dealwright', 'automation')
  return { db: database.read, database, workspace, actor, now: () => now, log: quietLog }
}

describeEachEngine('the sample', (engine) => {
  test('is the team of the sandbox with believable deals', async () => {
    const ctx = await sampleTeam(engine)
    expect(ctx.workspace).toMatchObject({
      name: 'Northwind Sales',
      slackTeamId: 'T0SANDBOX1',
      timeZone: 'Europe/Berlin',
    })
    expect((await listMembers(ctx)).map(({ name, role }) => `${name} ${role}`)).toEqual([
      'Ana Reyes rep',
      'Ben Okafor rep',
      'Dana Bright admin',
      'Mia Lindqvist manager',
    ])
    const deals = await allDeals(ctx)
    const count = (status: string) => deals.filter((deal) => deal.status === status).length
    expect(deals.length).toBeGreaterThan(55)
    expect(count('open')).toBeGreaterThan(10)
    expect(count('won') / (count('won') + count('lost'))).toBeGreaterThan(0.4)
    expect(count('won') / (count('won') + count('lost'))).toBeLessThan(0.6)
    expect(count('abandoned')).toBeGreaterThan(2)
    expect(new Set(deals.filter(({ status }) => status === 'open').map(({ stage }) => stage.name)).size).toBe(4)
    expect(deals.some(({ episode }) => episode > 1)).toBe(true)
    expect(deals.some(({ value }) => value === null)).toBe(true)
  })

  test('has a history as sound as any', async () => {
    const { database } = await sampleTeam(engine)
    expect((await examine(database, START)).filter(({ healthy }) => !healthy)).toEqual([])
  })

  test('is the same every time', async () => {
    const [one, two] = await Promise.all([sampleTeam(engine), sampleTeam(engine)])
    const told = async (ctx: typeof one) =>
      (await allDeals(ctx)).map(({ name, status, value, closedAt }) => [name, status, value, closedAt])
    expect(await told(one)).toEqual(await told(two))
  })

  test('is not put into a database that holds a team', async () => {
    const { database } = await makeTeam(await engine.fresh())
    await expect(loadSample(database, { now: () => START })).rejects.toThrow('The sample is for an empty database')
  })
})

test('nothing of the sample happens in the future or before its deal exists, on any day of the year', () => {
  for (let day = 0; day < 366; day += 5) {
    const now = new Date(Date.UTC(2026, 0, 1 + day, (day * 7) % 24)).toISOString()
    const events = planSample(now)
    const created = new Set<number>()
    for (const { at, deal, deed } of events) {
      expect(at < now).toBe(true)
      if (deed.kind === 'create') created.add(deal)
      expect(created.has(deal)).toBe(true)
    }
  }
})
