import { expect, it } from 'vitest'
import { startApi } from '../../support/api.ts'

it('lists the members, those who left only when asked', async () => {
  const { rep, admin, team } = await startApi()
  const names = async (path: string) => (await rep.get(path)).body.items.map(({ name }: { name: string }) => name)
  await admin.patch(`/members/${team.members.otherRep.id}`, { active: false })

  expect(await names('/members')).toEqual(['Ana Rep', 'Dana Bright', 'Mia Manager'])
  expect(await names('/members?inactive=true')).toContain('Ben Rep')
})

it('lets admins add members and change roles, and nobody else', async () => {
  const { rep, manager, admin } = await startApi()
  const nora = { name: 'Nora New', email: 'nora@acme.example', role: 'manager' }
  for (const api of [rep, manager]) expect((await api.post('/members', nora)).status).toBe(403)

  const { status, body } = await admin.post('/members', nora)
  expect(status).toBe(201)
  expect(body).toMatchObject({ ...nora, slackUserId: null, active: true })
  expect((await admin.post('/members', nora)).status).toBe(409)
  const changed = await admin.patch(`/members/${body.id}`, { role: 'rep', active: false })
  expect(changed.body).toMatchObject({ role: 'rep', active: false })
  expect((await rep.patch(`/members/${body.id}`, { role: 'admin' })).status).toBe(403)
})

it('refuses a role that there is not, naming the choices', async () => {
  const { admin } = await startApi()
  const { body } = await admin.post('/members', { name: 'Nora', role: 'boss' })
  expect(body.error.fields).toEqual({ role: 'Choose rep, manager or admin.' })
})

it('keeps the last admin, and nothing of a change that would not', async () => {
  const { admin, team } = await startApi()
  const { status, body } = await admin.patch(`/members/${team.members.admin.id}`, { active: true, role: 'rep' })
  expect(status).toBe(409)
  expect(body.error.message).toContain('is the only admin')
})

it('makes a token that works at once, and shows it this once', async () => {
  const { api, rep } = await startApi()
  const { status, body } = await rep.post('/tokens', { name: 'Export' })
  expect(status).toBe(201)
  expect(body.token).toMatch(/^dw_/)
  expect((await api.with({ Authorization: `Bearer ${body.token}` }).get('/workspace')).status).toBe(200)

  const listed = (await rep.get('/tokens')).body.items
  expect(listed).toContainEqual(expect.objectContaining({ id: body.id, name: 'Export' }))
  expect(JSON.stringify(listed)).not.toContain(body.token)
})

it('makes a token once under one key, and keeps it nowhere', async () => {
  const { rep, team } = await startApi()
  const key = { 'Idempotency-Key': 'k' }
  const { body } = await rep.post('/tokens', { name: 'Export' }, key)
  const again = await rep.post('/tokens', { name: 'Export' }, key)

  expect(again).toMatchObject({ status: 409, body: { error: { message: expect.stringContaining('shown that once') } } })
  expect((await rep.get('/tokens')).body.items).toHaveLength(2)
  const kept = await team.database.read.selectFrom('idempotent_answers').selectAll().execute()
  expect(JSON.stringify(kept)).not.toContain(body.token)
})

it('lets admins make tokens for others, and everybody revoke their own', async () => {
  const { api, rep, admin, team } = await startApi()
  expect((await rep.post('/tokens', { name: 'X', member: 'Dana Bright' })).status).toBe(403)
  const { id, token } = (await admin.post('/tokens', { name: 'X', member: 'ana rep' })).body
  const program = api.with({ Authorization: `Bearer ${token}` })

  expect((await program.post('/opportunities', { name: 'Acme' })).body.owner.id).toBe(team.members.rep.id)
  expect((await rep.delete(`/tokens/${id}`)).status).toBe(204)
  expect((await program.get('/workspace')).status).toBe(401)
  expect((await rep.delete(`/tokens/${id}`)).status).toBe(404)
})
