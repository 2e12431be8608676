import { expect, it } from 'vitest'
import { closeOpportunity, createOpportunity, getOpportunity } from '../../../src/core/index.ts'
import { startApi } from '../../support/api.ts'

async function start() {
  const api = await startApi()
  for (const name of ['Acme', 'Globex', 'Initech']) await createOpportunity(api.team.rep, { name })
  await closeOpportunity(api.team.rep, { opportunity: 3, status: 'won' })
  return { ...api, deal: (number: number) => getOpportunity(api.team.manager, number) }
}

it('tries, changes and takes back many deals', async () => {
  const { manager, deal } = await start()
  const request = { deals: [1, 2, 3], change: { kind: 'move', stage: 'Proposal' } }
  const tried = await manager.post('/opportunities/bulk', { ...request, dryRun: true })
  expect(tried.body).toMatchObject({ id: null, dryRun: true, counts: { planned: 2, refused: 1 } })
  expect((await deal(1)).version).toBe(1)

  const done = await manager.post('/opportunities/bulk', request)
  expect(done.body).toMatchObject({ dryRun: false, sentence: 'Move to Proposal', counts: { done: 2, refused: 1 } })
  expect(done.body.items[2]).toMatchObject({ ref: 'D-3', outcome: 'refused', message: expect.stringContaining('won') })
  expect((await manager.get(`/bulk-changes/${done.body.id}`)).body).toEqual(done.body)

  const undone = await manager.post(`/bulk-changes/${done.body.id}/undo`)
  expect(undone.body).toMatchObject({ undone: 2, left: 0 })
  expect((await deal(1)).stage.name).toBe('Prospecting')
  expect((await manager.post(`/bulk-changes/${done.body.id}/undo`)).status).toBe(409)
})

it('takes all that filters leave, and does it once under one key', async () => {
  const { manager, deal } = await start()
  const request = { filters: { status: ['open'] }, change: { kind: 'assign', owner: 'Ben Rep' } }
  const key = { 'Idempotency-Key': 'monday' }
  const first = await manager.post('/opportunities/bulk', request, key)
  expect(first.body.counts).toMatchObject({ done: 2 })
  expect((await manager.post('/opportunities/bulk', request, key)).body).toEqual(first.body)
  expect((await deal(1)).version).toBe(2)
})

it('refuses reps, and requests that make no sense', async () => {
  const { rep, manager, deal } = await start()
  const change = { kind: 'delete' }
  expect((await rep.post('/opportunities/bulk', { deals: [1], change })).status).toBe(403)
  expect((await rep.get('/bulk-changes/1')).status).toBe(403)
  expect((await manager.post('/opportunities/bulk', { change })).status).toBe(400)
  expect((await manager.post('/opportunities/bulk', { deals: [1], filters: {}, change })).status).toBe(400)
  expect((await manager.post('/opportunities/bulk', { deals: [], change })).status).toBe(400)
  expect((await manager.post('/opportunities/bulk', { deals: [1], change: { kind: 'fly' } })).status).toBe(400)
  expect((await manager.post('/opportunities/bulk', { deals: [99], change })).status).toBe(404)
  expect((await manager.get('/bulk-changes/none')).status).toBe(404)
  expect((await deal(1)).version).toBe(1)
})
