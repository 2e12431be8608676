import { expect, it } from 'vitest'
import { makeApi } from '../../support/api.ts'
import { sqlite } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

async function start() {
  const team = await makeTeam(await sqlite.fresh())
  return (await makeApi(team)).as(team.members.rep)
}

it('subscribes a channel, previews, lists and ends', async () => {
  const api = await start()
  await api.post('/opportunities', { name: 'Acme', value: 500 })
  const wish = { kinds: ['created'], minValue: 500, owner: 'Ana Rep' }
  expect((await api.post('/subscriptions/preview', wish)).body).toEqual({ messages: 1, days: 7 })
  const { status, body } = await api.post('/subscriptions', { place: 'C1', ...wish })
  expect(status).toBe(201)
  expect(body).toMatchObject({ place: 'C1', kinds: ['created'], minValue: 500, owner: { name: 'Ana Rep' } })
  expect((await api.get('/subscriptions?place=C1')).body).toEqual({ items: [body], next: null })
  expect((await api.delete(`/subscriptions/${body.id}`)).status).toBe(204)
  expect((await api.delete(`/subscriptions/${body.id}`)).status).toBe(404)
})

it('says at which field a subscription is wrong', async () => {
  const api = await start()
  const { status, body } = await api.post('/subscriptions', { place: 'C1', kinds: ['weather'] })
  expect(status).toBe(400)
  expect(body.error.fields).toMatchObject({ kinds: expect.stringContaining('created, moved') })
  expect((await api.post('/subscriptions', { place: '#general', kinds: ['won'] })).body.error.fields).toHaveProperty(
    'place',
  )
  expect((await api.post('/subscriptions', { place: 'U2', kinds: ['won'] })).status).toBe(403)
})

it('keeps what a member wants to be told, and refuses times that are none', async () => {
  const api = await start()
  expect((await api.get('/notice-settings')).body).toMatchObject({ assigned: true, dayDigest: false, quiet: null })
  const changed = await api.patch('/notice-settings', { dayDigest: true, quiet: { from: '20:00', to: '8:00' } })
  expect(changed.body).toMatchObject({ dayDigest: true, quiet: { from: '20:00', to: '08:00' } })
  expect((await api.patch('/notice-settings', { morning: 'early' })).body.error.fields).toHaveProperty('morning')
  expect((await api.get('/notice-settings')).body).toEqual(changed.body)
})
