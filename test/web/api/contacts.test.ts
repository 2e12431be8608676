import { expect, it } from 'vitest'
import { startApi } from '../../support/api.ts'

it('adds a contact, and finds it by any of its words', async () => {
  const { rep } = await startApi()
  const { status, body } = await rep.post('/contacts', { name: 'Jane Doe', email: 'Jane@Acme.com', company: 'Acme' })

  expect(status).toBe(201)
  expect(body).toMatchObject({ name: 'Jane Doe', email: 'jane@acme.com', phone: null, company: 'Acme' })
  for (const q of ['jane', 'acme', 'doe%20acme']) {
    expect((await rep.get(`/contacts?q=${q}`)).body).toEqual({ items: [body], next: null })
  }
  expect((await rep.get('/contacts?q=max')).body.items).toEqual([])
})

it('takes the same e-mail address for the same contact', async () => {
  const { rep } = await startApi()
  const { id } = (await rep.post('/contacts', { name: 'Jane Doe', email: 'jane@acme.com' })).body
  const again = (await rep.post('/contacts', { name: 'J. Doe', email: 'jane@acme.com', phone: '1' })).body
  expect(again).toMatchObject({ id, name: 'Jane Doe', phone: '1' })
})

it('changes what is said and leaves the rest', async () => {
  const { rep } = await startApi()
  const jane = { name: 'Jane Doe', email: 'jane@acme.com', phone: '1', company: 'Acme' }
  const { id } = (await rep.post('/contacts', jane)).body
  const { body } = await rep.patch(`/contacts/${id}`, { name: 'Jane Roe', phone: null, company: null })
  expect(body).toEqual({ id, name: 'Jane Roe', email: 'jane@acme.com', phone: null, company: null })
  expect((await rep.get(`/contacts/${id}`)).body).toEqual(body)
})

it('refuses what is no e-mail address, at the field', async () => {
  const { rep } = await startApi()
  const { status, body } = await rep.post('/contacts', { name: 'Jane', email: 'jane at acme' })
  expect(status).toBe(400)
  expect(body.error.fields).toEqual({ email: expect.stringContaining('not an e-mail address') })
})

it('does not find a contact that there is not', async () => {
  const { rep } = await startApi()
  expect((await rep.get('/contacts/nobody')).status).toBe(404)
  expect((await rep.patch('/contacts/nobody', { name: 'X' })).status).toBe(404)
})
