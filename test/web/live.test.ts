import { expect, it, onTestFinished } from 'vitest'
import { createOpportunity, createWorkspace, moveOpportunity, workspaceById } from '../../src/core/index.ts'
import { createLiveHub } from '../../src/web/live.ts'
import { DASHBOARD_URL, type Dashboard, openDashboard, type Visitor } from '../support/dashboard.ts'
import { sqlite } from '../support/databases.ts'
import { quietLog } from '../support/quiet-log.ts'
import { makeTeam } from '../support/team.ts'

interface Revision {
  revision: number
  last: { by: string; what: string } | null
}

/** Listens as a page does; `next` resolves to the next revision told. */
async function listen({ app }: Dashboard, { cookies }: Visitor) {
  const abort = new AbortController()
  onTestFinished(() => abort.abort())
  const cookie = `dealwright_session=${cookies.get('dealwright_session')}`
  const response = await app.request(`${DASHBOARD_URL}/live`, { headers: { cookie }, signal: abort.signal })
  const reader = (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader()
  let buffered = ''
  async function next(): Promise<Revision> {
    for (;;) {
      const end = buffered.indexOf('\n\n')
      if (end >= 0) {
        const event = buffered.slice(0, end)
        buffered = buffered.slice(end + 2)
        const [, data] = /^data: (.*)$/m.exec(event) ?? []
        if (data) return JSON.parse(data) as Revision
        continue
      }
      const { value, done } = await reader.read()
      if (done) throw new Error('The stream ended')
      buffered += value
    }
  }
  return { response, next, leave: () => reader.cancel() }
}

it('tells at once where the workspace is, then each change with who did what', async () => {
  const team = await makeTeam(await sqlite.fresh())
  await createOpportunity(team.rep, { name: 'Acme' })
  const dashboard = openDashboard(team)
  const { response, next } = await listen(dashboard, await dashboard.as(team.members.manager))
  expect(response.headers.get('content-type')).toContain('text/event-stream')

  const first = await next()
  expect(first.revision).toBe((await workspaceById(team.database, team.workspace.id))?.revision)
  expect(first.last).toMatchObject({ by: 'Ana Rep', what: 'created D-1' })

  const started = performance.now()
  await moveOpportunity(team.otherRep, { opportunity: 1, stage: 'Proposal' })
  const second = await next()
  expect(second.revision).toBeGreaterThan(first.revision)
  expect(second.last).toMatchObject({ by: 'Ben Rep', what: 'moved D-1 to Proposal' })
  expect(performance.now() - started).toBeLessThan(2000)
})

it('tells a burst of changes once', async () => {
  const team = await makeTeam(await sqlite.fresh())
  const revisions: number[] = []
  const stop = createLiveHub(team.database, quietLog).listen(team.workspace.id, (revision) => revisions.push(revision))
  for (let n = 0; n < 5; n++) await createOpportunity(team.rep, { name: `Deal ${n}` })
  await expect
    .poll(async () => revisions.at(-1))
    .toBe((await workspaceById(team.database, team.workspace.id))?.revision)
  expect(revisions.length).toBeLessThan(5)
  stop()
})

it('tells nobody of what happens in another workspace', async () => {
  const team = await makeTeam(await sqlite.fresh())
  const other = await createWorkspace(team.database, { name: 'Globex', now: team.clock.now() })
  const heard: string[] = []
  const hub = createLiveHub(team.database, quietLog)
  const stops = [team.workspace.id, other.id].map((id) => hub.listen(id, () => heard.push(id)))
  await createOpportunity(team.rep, { name: 'Acme' })
  await expect.poll(() => heard).toEqual([team.workspace.id])
  for (const stop of stops) stop()
})

it('stops listening to the database with the last page that leaves', async () => {
  const team = await makeTeam(await sqlite.fresh())
  const { changes } = team.database
  let ears = 0
  const counting = {
    ...team.database,
    changes: {
      ...changes,
      subscribe(listener: Parameters<typeof changes.subscribe>[0]) {
        ears += 1
        const stop = changes.subscribe(listener)
        return () => {
          ears -= 1
          stop()
        }
      },
    },
  }
  const dashboard = openDashboard({ ...team, database: counting })
  const visitor = await dashboard.as(team.members.rep)
  const pages = await Promise.all(Array.from({ length: 3 }, () => listen(dashboard, visitor)))
  for (const page of pages) await page.next()
  expect(ears).toBe(1)
  for (const page of pages) await page.leave()
  await expect.poll(() => ears).toBe(0)
})
