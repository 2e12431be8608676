import { expect, it } from 'vitest'
import { changeSettings, createOpportunity, moveOpportunity } from '../../src/core/index.ts'
import { createViewCache, type ViewKey } from '../../src/web/shared-views.ts'
import { openDashboard } from '../support/dashboard.ts'
import { sqlite } from '../support/databases.ts'
import { makeTeam } from '../support/team.ts'

const KEY: ViewKey = { workspaceId: 'w', revision: 1, view: '/', minute: '2026-11-23T08:00' }

it('makes a view once, also for those who ask while it is made', async () => {
  const cache = createViewCache()
  let made = 0
  const make = async () => `made ${++made}`
  expect(await Promise.all([cache.take(KEY, make), cache.take(KEY, make)])).toEqual(['made 1', 'made 1'])
  expect(await cache.take({ ...KEY, view: '/deals' }, make)).toBe('made 2')
  expect(await cache.take({ ...KEY, revision: 2 }, make)).toBe('made 3')
  expect(await cache.take({ ...KEY, revision: 2, minute: '2026-11-23T08:01' }, make)).toBe('made 4')
  expect(await cache.take({ ...KEY, workspaceId: 'x' }, make)).toBe('made 5')
})

it('keeps nothing of what failed', async () => {
  const cache = createViewCache()
  await expect(cache.take(KEY, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await cache.take(KEY, async () => 'whole')).toBe('whole')
})

it('keeps so many views at the most', async () => {
  const cache = createViewCache(2)
  let made = 0
  const take = (view: string) => cache.take({ ...KEY, view }, async () => `${view}${++made}`)
  for (const view of ['a', 'b', 'a', 'c']) await take(view)
  expect([await take('a'), await take('c'), await take('b')]).toEqual(['a1', 'c3', 'b4'])
})

/** A dashboard whose questions for deals and history are counted. */
async function start() {
  const team = await makeTeam(await sqlite.fresh())
  await createOpportunity(team.rep, { name: 'Acme', value: 100_000 })
  let asked = 0
  const read = team.database.read.withPlugin({
    transformQuery({ node }) {
      if (/"name":"(opportunities|opportunity_history)"/.test(JSON.stringify(node))) asked += 1
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const dashboard = openDashboard({ ...team, database: { ...team.database, read } })
  const counted = async (work: () => Promise<unknown>) => {
    const before = asked
    await work()
    return asked - before
  }
  return { team, dashboard, counted }
}

it('asks the database as much for fifty tabs as for one', async () => {
  const { team, dashboard, counted } = await start()
  const tabs = await Promise.all(
    Array.from({ length: 50 }, (_, n) => dashboard.as(n % 2 ? team.members.rep : team.members.otherRep)),
  )
  const refresh = (some = tabs) => Promise.all(some.map((tab) => tab.get('/', { 'x-fragment': '1' })))
  const alone = await counted(() => refresh(tabs.slice(0, 1)))
  expect(alone).toBeGreaterThan(0)
  expect(await counted(refresh)).toBe(0)
  await moveOpportunity(team.rep, { opportunity: 1, stage: 'Proposal' })
  expect(await counted(refresh)).toBe(alone)
  const [first, ...others] = await refresh()
  for (const other of others) expect(other.html).toBe(first?.html)
})

it('tells a tab that has the view already that nothing changed, until something did', async () => {
  const { team, dashboard, counted } = await start()
  const tab = await dashboard.as(team.members.rep)
  const first = await tab.get('/', { 'x-fragment': '1' })
  const tag = first.headers.get('etag') ?? ''
  const again = () => tab.get('/', { 'x-fragment': '1', 'if-none-match': tag })
  expect(tag).toMatch(/^"\d+-[\w-]{16}"$/)
  expect(await counted(again)).toBe(0)
  expect(await again()).toMatchObject({ status: 304, html: '' })
  expect((await tab.get('/?period=all', { 'x-fragment': '1', 'if-none-match': tag })).status).toBe(200)
  await moveOpportunity(team.rep, { opportunity: 1, stage: 'Proposal' })
  const fresh = await again()
  expect([fresh.status, fresh.headers.get('etag') === tag]).toEqual([200, false])
})

it('shares nothing between members who see different deals, or who mean themselves', async () => {
  const { team, dashboard } = await start()
  const [ana, ben] = [await dashboard.as(team.members.rep), await dashboard.as(team.members.otherRep)]
  expect((await ana.get('/?owner=me')).text).toContain('Open pipeline $1,000')
  expect((await ben.get('/?owner=me')).text).toContain('Open pipeline $0')
  await changeSettings(team.admin, { repsSee: 'own' })
  expect((await ana.get('/')).text).toContain('Open pipeline $1,000')
  expect((await ben.get('/')).text).toContain('Open pipeline $0')
})

it('shows each member their own arrangement', async () => {
  const { team, dashboard } = await start()
  const [ana, ben] = [await dashboard.as(team.members.rep), await dashboard.as(team.members.otherRep)]
  await ana.post('/overview/arrange', { card: 'funnel', do: 'remove' })
  expect((await ben.get('/')).html).toContain('data-report="funnel"')
  expect((await ana.get('/')).html).not.toContain('data-report="funnel"')
})
