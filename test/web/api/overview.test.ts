import { expect, it } from 'vitest'
import { startApi } from '../../support/api.ts'

const CARDS = [
  { card: 'funnel', size: 'full', options: { mode: 'touched' } },
  { card: 'key-figures' },
  { card: 'status' },
]

it('reads the standard arrangement, replaces it by one’s own, and gives that up again', async () => {
  const { rep, manager } = await startApi()
  const standard = (await rep.get('/overview')).body
  expect(standard).toMatchObject({ shown: 'standard', hasOwn: false, views: [] })
  const { body } = await rep.post('/overview', { cards: CARDS })
  expect(body).toMatchObject({ shown: 'own', hasOwn: true })
  expect(body.cards).toEqual([
    { card: 'funnel', size: 'full', options: { mode: 'touched' } },
    { card: 'key-figures', size: 'full', options: {} },
    { card: 'status', size: 'half', options: {} },
  ])
  expect((await rep.get('/overview')).body).toEqual(body)
  expect((await manager.get('/overview')).body).toEqual(standard)
  expect((await rep.post('/overview/show', { view: 'standard' })).body).toMatchObject({
    shown: 'standard',
    hasOwn: true,
  })
  expect((await rep.post('/overview/reset')).body).toEqual(standard)
})

it.each([
  ['a card that is not there', [{ card: 'mood' }], 'There is no card “mood” to add.'],
  ['a card twice', [{ card: 'funnel' }, { card: 'funnel' }], 'The card “funnel” is there twice.'],
  ['a size that is not there', [{ card: 'funnel', size: 'huge' }], '“huge” is not a size.'],
  ['an option that is not there', [{ card: 'funnel', options: { mood: 'x' } }], 'has no option “mood”'],
  ['a choice that is not there', [{ card: 'funnel', options: { mode: 'guessed' } }], 'cannot be “guessed”'],
])('refuses an arrangement with %s, and changes nothing', async (_what, cards, words) => {
  const { rep } = await startApi()
  const { status, body } = await rep.post('/overview', { cards })
  expect([status, body.error.message]).toEqual([400, expect.stringContaining(words)])
  expect((await rep.get('/overview')).body.hasOwn).toBe(false)
})

it('lets managers share views, replace them, choose the team’s and take them away; others see them', async () => {
  const { rep, manager } = await startApi()
  await manager.post('/overview', { cards: [{ card: 'trend' }] })
  const shared = await manager.post('/overview/views', { name: 'Mornings' })
  expect(shared).toMatchObject({ status: 201, body: { name: 'Mornings', teamDefault: false } })
  const { id } = shared.body
  expect((await manager.post('/overview/views', { name: 'mornings' })).status).toBe(400)
  expect((await rep.post('/overview/show', { view: id })).body).toMatchObject({ shown: id, cards: [{ card: 'trend' }] })
  await manager.post('/overview', { cards: [{ card: 'bridge' }] })
  const replaced = await manager.post(`/overview/views/${id}/replace`, { teamDefault: true })
  expect(replaced.body).toEqual({ id, name: 'Mornings', teamDefault: true })
  await rep.post('/overview/reset')
  expect((await rep.get('/overview')).body).toMatchObject({ shown: id, cards: [{ card: 'bridge' }] })
  await manager.post('/overview/team', { view: null })
  expect((await rep.get('/overview')).body.shown).toBe('standard')
  expect((await manager.delete(`/overview/views/${id}`)).status).toBe(204)
  expect((await manager.delete(`/overview/views/${id}`)).status).toBe(404)
  expect((await manager.post(`/overview/views/${id}/replace`, {})).status).toBe(404)
  expect((await manager.post('/overview/team', { view: id })).status).toBe(404)
  expect((await rep.post('/overview/show', { view: id })).status).toBe(404)
})

it('lets no rep change what the team sees', async () => {
  const { rep, manager } = await startApi()
  const { id } = (await manager.post('/overview/views', { name: 'Mornings' })).body
  const attempts = [
    rep.post('/overview/views', { name: 'Mine' }),
    rep.post(`/overview/views/${id}/replace`, {}),
    rep.post('/overview/team', { view: id }),
    rep.delete(`/overview/views/${id}`),
  ]
  for (const { status } of await Promise.all(attempts)) expect(status).toBe(403)
})
