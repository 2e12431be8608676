import { expect, it, vi } from 'vitest'
import { listApiTokens, revokeApiToken, setActive, startSession } from '../../../src/core/index.ts'
import { makeApi } from '../../support/api.ts'
import { postgres, sqlite } from '../../support/databases.ts'
import { quietLog } from '../../support/quiet-log.ts'
import { makeTeam } from '../../support/team.ts'

async function start(engine = sqlite, log = quietLog) {
  const team = await makeTeam(await engine.fresh())
  const api = await makeApi(team, log)
  return { team, api, rep: await api.as(team.members.rep), admin: await api.as(team.members.admin) }
}

it('answers nobody who brings neither a token nor a session', async () => {
  const { api } = await start()
  const { status, body, headers } = await api.with({}).get('/opportunities')

  expect(status).toBe(401)
  expect(body).toEqual({
    error: { code: 'unauthenticated', message: expect.stringContaining('Authorization: Bearer') },
  })
  expect(headers.get('www-authenticate')).toBe('Bearer')
})

it.each(['Bearer dw_made-up', 'Bearer', 'Basic YWRtaW46YWRtaW4='])('does not know %s', async (authorization) => {
  const { api } = await start()
  expect((await api.with({ authorization }).get('/opportunities')).status).toBe(401)
})

it('ends a token at the moment it is revoked', async () => {
  const { rep, team } = await start()
  const [token] = await listApiTokens(team.rep)
  expect((await rep.get('/workspace')).status).toBe(200)
  await revokeApiToken(team.rep, token?.id ?? '')
  expect((await rep.get('/workspace')).status).toBe(401)
})

it('ends the tokens of a member who is switched off', async () => {
  const { rep, team } = await start()
  await setActive(team.admin, { member: team.members.rep.id, active: false })
  expect((await rep.get('/workspace')).status).toBe(401)
})

it('takes the session of the dashboard, and its changes only from the dashboard itself', async () => {
  const { api, team } = await start()
  const { sessionToken } = await startSession(team.rep, team.members.rep)
  const browser = api.with({ cookie: `dealwright_session=${sessionToken}` })
  const create = (origin?: string) => browser.post('/opportunities', { name: 'Acme' }, origin ? { origin } : {})

  expect((await browser.get('/workspace')).status).toBe(200)
  expect((await create()).status).toBe(403)
  expect((await create('https://evil.example')).body.error.code).toBe('forbidden')
  expect((await create('https://deals.acme.example')).status).toBe(201)
  expect((await browser.get('/opportunities/1/history')).body.items[0].via).toBe('web')
})

it('does not fall back to the session when a token is wrong', async () => {
  const { api, team } = await start()
  const { sessionToken } = await startSession(team.rep, team.members.rep)
  const browser = api.with({ cookie: `dealwright_session=${sessionToken}`, authorization: 'Bearer dw_wrong' })
  expect((await browser.get('/workspace')).status).toBe(401)
})

it('says that an address leads nowhere', async () => {
  const { rep } = await start()
  const { status, body } = await rep.get('/oportunities')
  expect(status).toBe(404)
  expect(body).toEqual({ error: { code: 'not_found', message: expect.stringContaining('/api/v1/docs') } })
})

it('names every field that is wrong, missing or unknown', async () => {
  const { admin } = await start()
  const stages = [{ name: 'One', probabilty: 10 }, { probability: 'high' }]
  const { status, body } = await admin.post('/pipelines', { nmae: 'Sales', stages })

  expect(status).toBe(400)
  expect(body.error).toEqual({
    code: 'invalid',
    message: expect.stringContaining('There is nothing called “nmae” here.'),
    fields: {
      name: 'This is needed.',
      nmae: 'There is nothing called “nmae” here.',
      'stages.0.probabilty': 'There is nothing called “stages.0.probabilty” here.',
      'stages.1.name': 'This is needed.',
      'stages.1.probability': 'This must be a number.',
    },
  })
})

it('says which field of a contact is wrong, and what a contact may be', async () => {
  const { rep } = await start()
  const fieldsFor = async (contact: unknown) =>
    (await rep.post('/opportunities', { name: 'Acme', contact })).body.error.fields

  expect(await fieldsFor({ name: 'Jane', mail: 'x' })).toEqual({
    'contact.mail': 'There is nothing called “contact.mail” here.',
  })
  expect(await fieldsFor(7)).toEqual({ contact: 'This must be text, an object or null.' })
})

it.each([
  ['broken JSON', '{"name": "Acme"', { 'Content-Type': 'application/json' }, 'not JSON'],
  [
    'another form than JSON',
    'name=Acme',
    { 'Content-Type': 'application/x-www-form-urlencoded' },
    'Send the body as JSON',
  ],
  ['a list', '[]', {}, 'This must be an object'],
  ['no body', undefined, {}, 'name: This is needed'],
  ['more than a megabyte', JSON.stringify({ name: 'x'.repeat(1024 * 1024) }), {}, '1 MB'],
])('refuses %s with a sentence', async (_what, body, headers, sentence) => {
  const { rep } = await start()
  const answer = await rep.post('/opportunities', body, headers as Record<string, string>)
  expect(answer.status).toBe(400)
  expect(answer.body.error).toMatchObject({ code: 'invalid', message: expect.stringContaining(sentence) })
})

it('refuses a zero byte in an address, which Postgres could not look for', async () => {
  const { rep } = await start(postgres)
  expect((await rep.get('/contacts/%00')).status).toBe(400)
  expect((await rep.get('/contacts?q=a%00b')).status).toBe(400)
})

it('shows a mistake of ours as a reference that the log has too, and nothing else', async () => {
  const logged = vi.fn()
  const { rep, team } = await start(sqlite, { ...quietLog, error: logged })
  await rep.post('/opportunities', { name: 'Acme' })
  await team.database.maintenance.schema.dropTable('notes').execute()
  const { status, body } = await rep.get('/opportunities/1/notes')

  expect(status).toBe(500)
  expect(body.error).toMatchObject({ code: 'internal', reference: expect.stringMatching(/^[2-9A-HJ-NP-Z]{4}$/) })
  expect(JSON.stringify(body)).not.toMatch(/notes.*table|SQLITE|select/i)
  expect(logged.mock.calls[0]?.[0]).toMatchObject({
    reference: body.error.reference,
    path: '/api/v1/opportunities/1/notes',
  })
})

it('lets a member ask 600 times a minute, then says how long to wait', async () => {
  const { api, rep, admin, team } = await start()
  const answers = await Promise.all(Array.from({ length: 610 }, () => rep.get('/opportunities/999')))
  const refused = answers.filter(({ status }) => status === 429)

  expect(refused).toHaveLength(10)
  expect(refused[0]?.body.error).toEqual({ code: 'rate_limited', message: 'Too many requests. Go on in 1 second.' })
  expect(refused[0]?.headers.get('retry-after')).toBe('1')
  expect((await (await api.as(team.members.rep)).get('/workspace')).status).toBe(429)
  expect((await admin.get('/workspace')).status).toBe(200)
  team.clock.advance({ seconds: 1 })
  expect((await rep.get('/workspace')).status).toBe(200)
})

it('carries a request out once under one key', async () => {
  const { rep } = await start()
  const key = { 'Idempotency-Key': 'nightly-1' }
  const first = await rep.post('/opportunities', { name: 'Acme', value: 5 }, key)
  const again = await rep.post('/opportunities', { value: 5, name: 'Acme' }, key)

  expect(again).toMatchObject({ status: 201, body: first.body })
  expect((await rep.get('/opportunities')).body.totals.count).toBe(1)
  const other = await rep.post('/opportunities', { name: 'Globex' }, key)
  expect(other).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } })
  expect((await rep.post('/opportunities/1/close', { name: 'Acme', value: 5 }, key)).status).toBe(400)
  expect((await rep.post('/opportunities', { name: 'Initech' }, { 'Idempotency-Key': 'a b' })).status).toBe(400)
})

it('forgets a keyed request that was refused', async () => {
  const { rep } = await start()
  const key = { 'Idempotency-Key': 'k' }
  expect((await rep.post('/opportunities/1/close', { status: 'won' }, key)).status).toBe(404)
  await rep.post('/opportunities', { name: 'Acme' })
  expect((await rep.post('/opportunities/1/close', { status: 'won' }, key)).status).toBe(200)
})
