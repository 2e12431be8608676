import { expect, it } from 'vitest'
import { startApi } from '../../support/api.ts'

it('shows the settings to everybody and lets admins change them', async () => {
  const { rep, admin } = await startApi()
  expect((await rep.get('/workspace')).body).toMatchObject({
    name: 'Acme Sales',
    timeZone: 'Europe/Berlin',
    repsSee: 'all',
  })
  expect((await rep.patch('/workspace', { name: 'Mine' })).status).toBe(403)
  const { status, body } = await admin.patch('/workspace', { currency: 'eur', repsSee: 'own' })

  expect(status).toBe(200)
  expect(body).toMatchObject({ name: 'Acme Sales', currency: 'EUR', repsSee: 'own' })
  expect((await rep.get('/workspace')).body).toEqual(body)
})

it.each([
  [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
  [{ firstWeekday: 7 }, 'firstWeekday'],
  [{ fiscalStartMonth: 1.5 }, 'fiscalStartMonth'],
  [{ repsSee: 'none' }, 'repsSee'],
  [{ revision: 1 }, 'revision'],
])('refuses %j at its field', async (changes, field) => {
  const { admin } = await startApi()
  const { status, body } = await admin.patch('/workspace', changes)
  expect(status).toBe(400)
  expect(Object.keys(body.error.fields)).toEqual([field])
})

it('hides the deals of others from reps who see their own only', async () => {
  const { rep, manager, admin } = await startApi()
  await manager.post('/opportunities', { name: 'Acme' })
  await rep.post('/opportunities', { name: 'Globex' })
  await admin.patch('/workspace', { repsSee: 'own' })

  expect((await rep.get('/opportunities')).body.totals.count).toBe(1)
  expect((await rep.get('/opportunities/1')).status).toBe(404)
  expect((await rep.patch('/opportunities/1', { name: 'Mine' })).status).toBe(404)
  expect((await manager.get('/opportunities')).body.totals.count).toBe(2)
})

it('lists the sources and tags in use', async () => {
  const { rep } = await startApi()
  await rep.post('/opportunities', { name: 'Acme', source: 'Referral', tags: ['smb', 'big'] })
  expect((await rep.get('/sources')).body).toEqual({ items: ['Referral'], next: null })
  expect((await rep.get('/tags')).body).toEqual({ items: ['big', 'smb'], next: null })
})
