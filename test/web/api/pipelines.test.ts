import { expect, it } from 'vitest'
import { startApi } from '../../support/api.ts'

const names = (things: { name: string }[]) => things.map(({ name }) => name)

it('lists pipelines with their stages in order', async () => {
  const { rep } = await startApi()
  const { items, next } = (await rep.get('/pipelines')).body
  expect(names(items)).toEqual(['Sales'])
  expect(names(items[0].stages)).toEqual(['Prospecting', 'Qualification', 'Proposal', 'Negotiation'])
  expect(next).toBeNull()
})

it('lets admins add and rename a pipeline, and nobody else', async () => {
  const { rep, manager, admin } = await startApi()
  const partners = { name: 'Partners', stages: [{ name: 'First', probability: 5 }, { name: 'Second' }] }
  for (const api of [rep, manager]) expect((await api.post('/pipelines', partners)).status).toBe(403)

  const { status, body } = await admin.post('/pipelines', partners)
  expect(status).toBe(201)
  expect(body).toMatchObject({ name: 'Partners', position: 1, stages: [{ name: 'First', probability: 5 }, {}] })
  expect((await admin.patch(`/pipelines/${body.id}`, { name: 'Channel' })).body.name).toBe('Channel')
  expect((await rep.get('/pipelines/channel')).body.id).toBe(body.id)
})

it.each([
  ['no stages', { name: 'X', stages: [] }, 'stages'],
  ['a stage called Won', { name: 'X', stages: [{ name: 'Won' }] }, 'name'],
  ['a name that is taken', { name: 'sales', stages: [{ name: 'A' }] }, 'name'],
  ['a probability above 100', { name: 'X', stages: [{ name: 'A', probability: 101 }] }, 'probability'],
])('refuses a pipeline with %s, at the field', async (_what, pipeline, field) => {
  const { admin } = await startApi()
  const { status, body } = await admin.post('/pipelines', pipeline)
  expect(status).toBe(400)
  expect(Object.keys(body.error.fields)).toEqual([field])
})

it('adds, changes and reorders stages', async () => {
  const { admin } = await startApi()
  const [{ id, stages }] = (await admin.get('/pipelines')).body.items
  const demo = await admin.post(`/pipelines/${id}/stages`, { name: 'Demo', probability: 40, rank: 2 })
  expect(demo).toMatchObject({ status: 201, body: { name: 'Demo', probability: 40 } })
  expect((await admin.patch(`/stages/${demo.body.id}`, { name: 'Trial' })).body).toMatchObject({
    name: 'Trial',
    probability: 40,
    limitDays: 14,
  })
  expect((await admin.patch(`/stages/${demo.body.id}`, { limitDays: null })).body.limitDays).toBeNull()
  expect((await admin.patch(`/stages/${demo.body.id}`, { limitDays: 0 })).status).toBe(400)

  const order = [demo.body.id, ...stages.map((stage: { id: string }) => stage.id)]
  const reordered = await admin.post(`/pipelines/${id}/reorder`, { stages: order })
  expect(names(reordered.body.stages)).toEqual(['Trial', 'Prospecting', 'Qualification', 'Proposal', 'Negotiation'])
  expect((await admin.post(`/pipelines/${id}/reorder`, { stages: order.slice(1) })).status).toBe(400)
})

it('retires a stage and moves its open deals to the target', async () => {
  const { rep, admin } = await startApi()
  await rep.post('/opportunities', { name: 'Acme', stage: 'Proposal' })
  const [{ id, stages }] = (await admin.get('/pipelines')).body.items
  const retired = await admin.post(`/stages/${stages[2].id}/retire`, { target: 'Negotiation' })

  expect(retired).toMatchObject({ status: 200, body: { moved: 1 } })
  expect((await rep.get('/opportunities/1')).body.stage).toBe('Negotiation')
  expect(names((await rep.get(`/pipelines/${id}`)).body.stages)).not.toContain('Proposal')
})

it('retires a pipeline with open deals only when told where they go', async () => {
  const { rep, admin } = await startApi()
  const partners = (await admin.post('/pipelines', { name: 'Partners', stages: [{ name: 'A' }] })).body
  await rep.post('/opportunities', { name: 'Acme', pipeline: 'Partners' })
  const [{ stages }] = (await admin.get('/pipelines')).body.items
  const without = await admin.post(`/pipelines/${partners.id}/retire`, {})
  expect(without).toMatchObject({ status: 400, body: { error: { fields: { target: expect.any(String) } } } })

  expect((await admin.post(`/pipelines/${partners.id}/retire`, { target: stages[0].id })).body).toEqual({ moved: 1 })
  expect((await rep.get('/opportunities/1')).body).toMatchObject({ pipeline: 'Sales', stage: 'Prospecting' })
  expect(names((await rep.get('/pipelines')).body.items)).toEqual(['Sales'])
  expect(names((await rep.get('/pipelines?retired=true')).body.items)).toEqual(['Sales', 'Partners'])
  expect((await admin.post('/pipelines/sales/retire', {})).status).toBe(409)
})

it('keeps the reasons why deals are lost or abandoned', async () => {
  const { rep, admin } = await startApi()
  expect(names((await rep.get('/reasons?status=abandoned')).body.items)).toEqual([
    'No response',
    'Not a fit',
    'Duplicate',
  ])
  expect((await rep.post('/reasons', { name: 'Weather', status: 'lost' })).status).toBe(403)
  const { status, body } = await admin.post('/reasons', { name: 'Weather', status: 'lost' })
  expect(status).toBe(201)
  expect((await admin.post('/reasons', { name: 'weather', status: 'lost' })).status).toBe(400)
  expect((await admin.patch(`/reasons/${body.id}`, { name: 'Rain' })).body.name).toBe('Rain')
  expect((await admin.patch(`/reasons/${body.id}`, { notARealDeal: true })).body).toMatchObject({
    name: 'Rain',
    notARealDeal: true,
  })
  expect((await admin.post(`/reasons/${body.id}/retire`)).body.retiredAt).not.toBeNull()
  expect(names((await rep.get('/reasons?status=lost')).body.items)).not.toContain('Rain')
  expect(names((await rep.get('/reasons?status=lost&retired=1')).body.items)).toContain('Rain')
})
