import { expect, it } from 'vitest'
import { type Api, type ApiClient, makeApi } from '../../support/api.ts'
import { sqlite } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

it('answers every operation as its document says', async () => {
  const team = await makeTeam(await sqlite.fresh())
  const api = await makeApi(team)
  const admin = await api.as(team.members.admin)
  await useOpportunities(admin)
  await usePeople(admin, team.members.rep.id)
  await usePipelines(admin)
  await useMoney(admin)
  await useReports(admin)
  await useLists(admin)

  expect(missing(api)).toEqual([])
})

it('describes itself in valid OpenAPI 3.1, with an answer and all refusals of every operation', async () => {
  const api = await makeApi(await makeTeam(await sqlite.fresh()))
  const document = (await api.with({}).get('/openapi.json')).body
  const text = JSON.stringify(document)
  const references = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name ?? '')

  expect(document.openapi).toBe('3.1.0')
  expect(document.info.title).toBe('Dealwright API')
  expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining([...new Set(references)]))
  expect(Object.keys(document.components.securitySchemes)).toEqual(['token', 'session'])
  for (const operations of Object.values<Record<string, { responses: object }>>(document.paths)) {
    for (const { responses } of Object.values(operations)) {
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['400', '401', '403', '409', '429', '500']))
    }
  }
})

/** The operations that have not been carried out successfully. */
function missing({ contract, answered }: Api): string[] {
  return contract.operations.filter(
    (operation) => ![200, 201, 204].some((status) => answered.has(`${status} ${operation}`)),
  )
}

async function useOpportunities(api: ApiClient): Promise<void> {
  await api.post('/opportunities', { name: 'Acme', value: 5, contact: 'Jane Doe', source: 'Fair', tags: ['big'] })
  await api.post('/opportunities', { name: 'Globex', owner: null })
  await api.get('/opportunities?limit=1')
  await api.get('/opportunities/1')
  await api.patch('/opportunities/1', { value: 7, expectedCloseOn: '2026-12-31' })
  await api.post('/opportunities/1/move', { stage: 'Proposal' })
  await api.post('/opportunities/1/close', { status: 'lost', reason: 'Price' })
  await api.post('/opportunities/1/close', { status: 'won' })
  await api.post('/opportunities/1/reopen', {})
  await api.post('/opportunities/1/notes', { text: 'Called.' })
  await api.get('/opportunities/1/notes')
  await api.get('/opportunities/1/history')
  await api.post('/opportunities/1/tasks', { text: 'Call Jane', dueOn: '2026-12-01' })
  await api.get('/opportunities/1/tasks')
  await api.get('/tasks?assignee=me&due=upcoming')
  await api.get('/tasks/T-1')
  await api.patch('/tasks/1', { dueAt: '2026-12-01T09:00:00Z', assignee: null })
  await api.post('/tasks/1/complete')
  await api.post('/tasks/1/reopen')
  const bulk = { deals: [1, 2], change: { kind: 'tag', add: ['key'], remove: [] } }
  const { id: bulkId } = (await api.post('/opportunities/bulk', bulk)).body
  await api.get(`/bulk-changes/${bulkId}`)
  await api.post(`/bulk-changes/${bulkId}/undo`)
  await api.delete('/opportunities/2')
  await api.post('/opportunities/2/restore')
  await api.get('/sources')
  await api.get('/tags')
}

async function usePeople(api: ApiClient, memberId: string): Promise<void> {
  const { id: contactId } = (await api.post('/contacts', { name: 'Max Roe', email: 'max@globex.com' })).body
  await api.get('/contacts?q=max')
  await api.get(`/contacts/${contactId}`)
  await api.patch(`/contacts/${contactId}`, { phone: '+49 30 1' })
  await api.get('/members?inactive=true')
  await api.post('/members', { name: 'Nora New', role: 'manager' })
  await api.patch(`/members/${memberId}`, { role: 'manager', active: false })
  const { id: tokenId } = (await api.post('/tokens', { name: 'Export' })).body
  await api.get('/tokens')
  await api.delete(`/tokens/${tokenId}`)
  const { id: subscriptionId } = (await api.post('/subscriptions', { place: 'C1', kinds: ['won'] })).body
  await api.get('/subscriptions?place=C1')
  await api.post('/subscriptions/preview', { kinds: ['created'], owner: null })
  await api.delete(`/subscriptions/${subscriptionId}`)
  await api.get('/notice-settings')
  await api.patch('/notice-settings', { everyWin: true, quiet: { from: '20:00', to: '8:00' } })
  await api.get('/workspace')
  await api.patch('/workspace', { timeZone: 'Europe/Paris' })
}

async function usePipelines(api: ApiClient): Promise<void> {
  const pipeline = (await api.post('/pipelines', { name: 'Partners', stages: [{ name: 'A' }, { name: 'B' }] })).body
  const [first, second] = pipeline.stages
  await api.get('/pipelines?retired=true')
  await api.get(`/pipelines/${pipeline.id}`)
  await api.patch(`/pipelines/${pipeline.id}`, { name: 'Channel' })
  await api.post(`/pipelines/${pipeline.id}/stages`, { name: 'C', probability: 90 })
  await api.patch(`/stages/${first.id}`, { probability: 1 })
  const { stages } = (await api.get(`/pipelines/${pipeline.id}`)).body
  const order = stages.map(({ id }: { id: string }) => id).reverse()
  await api.post(`/pipelines/${pipeline.id}/reorder`, { stages: order })
  await api.post(`/stages/${first.id}/retire`, { target: second.id })
  await api.post(`/pipelines/${pipeline.id}/retire`, {})
  const { id: reasonId } = (await api.post('/reasons', { name: 'Weather', status: 'lost' })).body
  await api.get('/reasons?status=lost')
  await api.patch(`/reasons/${reasonId}`, { name: 'Rain' })
  await api.post(`/reasons/${reasonId}/retire`)
}

async function useLists(api: ApiClient): Promise<void> {
  const { id } = (await api.post('/saved-filters', { name: 'Open', query: 'status=open' })).body
  await api.get('/saved-filters')
  await api.patch(`/saved-filters/${id}`, { name: 'All open' })
  await api.delete(`/saved-filters/${id}`)
  await api.post('/overview', { cards: [{ card: 'funnel' }] })
  await api.get('/overview')
  const { id: viewId } = (await api.post('/overview/views', { name: 'Mornings' })).body
  await api.post(`/overview/views/${viewId}/replace`, {})
  await api.post('/overview/team', { view: viewId })
  await api.post('/overview/show', { view: viewId })
  await api.delete(`/overview/views/${viewId}`)
  await api.post('/overview/reset')
}

async function useMoney(api: ApiClient): Promise<void> {
  const { id } = (await api.post('/rates', { currency: 'EUR', day: '2026-11-02', rate: '1.0834' })).body
  await api.post('/rates/import', { csv: 'date,currency,rate\n2026-11-02,GBP,1.3\n2026-11-02,USD,1' })
  await api.get('/rates?currency=EUR')
  await api.patch(`/rates/${id}`, { rate: '1.09' })
  await api.delete(`/rates/${id}`)
  const target = { unit: 'quarter', startsOn: '2026-11-01', value: 100 }
  await api.post('/targets', { ...target, owner: 'me', pipeline: 'Sales' })
  await api.get('/targets?earlier=true')
  await api.post('/forecasts', { unit: 'month', startsOn: '2026-11-30', value: 100, note: 'Sure.' })
  await api.get('/forecasts?from=2026-10-01&until=2027-01-01')
}

async function useReports(api: ApiClient): Promise<void> {
  const { items } = (await api.get('/reports')).body
  expect(items.length).toBeGreaterThan(0)
  for (const { id } of items) {
    for (const query of ['', '?period=this-quarter&status=won&status=open', '?asOf=2026-11-23T08:00:00Z']) {
      expect((await api.get(`/reports/${id}${query}`)).status).toBe(200)
    }
  }
}
