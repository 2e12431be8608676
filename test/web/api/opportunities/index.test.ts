import { expect, it } from 'vitest'
import { makeApi } from '../../../support/api.ts'
import { describeEachEngine, type Engine } from '../../../support/databases.ts'
import { makeTeam } from '../../../support/team.ts'

async function start(engine: Engine) {
  const team = await makeTeam(await engine.fresh())
  const api = await makeApi(team)
  return { team, rep: await api.as(team.members.rep), manager: await api.as(team.members.manager) }
}

describeEachEngine('the API of opportunities', (engine) => {
  it('creates a deal from names and answers it whole', async () => {
    const { rep, team } = await start(engine)
    const { status, body } = await rep.post('/opportunities', {
      name: 'Acme renewal',
      value: 1200000,
      currency: 'eur',
      pipeline: 'sales',
      stage: 'PROPOSAL',
      owner: 'ben rep',
      contact: { name: 'Jane Doe', email: 'jane@acme.com', company: 'Acme' },
      source: 'Referral',
      expectedCloseOn: '2026-12-31',
      tags: ['Enterprise'],
      note: 'Met at the fair.',
    })

    expect(status).toBe(201)
    expect(body).toEqual({
      number: 1,
      ref: 'D-1',
      name: 'Acme renewal',
      pipeline: 'Sales',
      stage: 'Proposal',
      status: 'open',
      value: 1200000,
      currency: 'EUR',
      probability: 50,
      owner: { id: team.members.otherRep.id, name: 'Ben Rep', slackUserId: 'U2' },
      contact: { id: expect.any(String), name: 'Jane Doe', email: 'jane@acme.com', phone: null, company: 'Acme' },
      source: 'Referral',
      expectedCloseOn: '2026-12-31',
      reason: null,
      tags: ['enterprise'],
      createdAt: team.clock.now(),
      stageEnteredAt: team.clock.now(),
      closedAt: null,
      version: 1,
    })
    expect((await rep.get('/opportunities/1')).body).toEqual(body)
    expect((await rep.get('/opportunities/1/notes')).body.items).toMatchObject([{ text: 'Met at the fair.' }])
  })

  it('gives a deal without an owner to the one whose token it is', async () => {
    const { rep } = await start(engine)
    expect((await rep.post('/opportunities', { name: 'Acme' })).body.owner).toMatchObject({ name: 'Ana Rep' })
    expect((await rep.post('/opportunities', { name: 'Globex', owner: null })).body.owner).toBeNull()
  })

  it('takes a contact by id, by words, as an object, or none', async () => {
    const { rep } = await start(engine)
    const jane = (await rep.post('/contacts', { name: 'Jane Doe', email: 'jane@acme.com' })).body
    const contactFor = async (contact: unknown) =>
      (await rep.post('/opportunities', { name: 'Acme', contact })).body.contact

    expect(await contactFor(jane.id)).toEqual(jane)
    expect(await contactFor('JANE@acme.com')).toEqual(jane)
    expect(await contactFor('Jane Doe')).toEqual(jane)
    expect(await contactFor({ name: 'Jane', email: 'jane@acme.com' })).toEqual(jane)
    expect(await contactFor('Max Roe <max@globex.com>')).toMatchObject({ name: 'Max Roe', email: 'max@globex.com' })
    expect(await contactFor(null)).toBeNull()
  })

  it('adds no contact when the deal is refused', async () => {
    const { rep } = await start(engine)
    await rep.post('/opportunities', { name: 'Acme', contact: 'New Person', stage: 'Nowhere' })
    expect((await rep.get('/contacts')).body.items).toEqual([])
  })

  it('changes what is said and leaves the rest, as one line of history', async () => {
    const { rep } = await start(engine)
    await rep.post('/opportunities', { name: 'Acme', value: 500, contact: 'Jane Doe', source: 'Fair' })
    const { status, body } = await rep.patch('/opportunities/1', { value: null, contact: null, stage: 'proposal' })

    expect(status).toBe(200)
    expect(body).toMatchObject({
      name: 'Acme',
      value: null,
      contact: null,
      stage: 'Proposal',
      source: 'Fair',
      version: 2,
    })
    const { items } = (await rep.get('/opportunities/1/history')).body
    expect(items[0]).toMatchObject({
      by: 'Ana Rep',
      via: 'api',
      version: 2,
      changes: { value: [500, null], contact: ['Jane Doe', null], stage: ['Prospecting', 'Proposal'] },
    })
  })

  it('refuses a change of a deal that changed since, and says how it stands', async () => {
    const { rep, manager } = await start(engine)
    await rep.post('/opportunities', { name: 'Acme' })
    await manager.patch('/opportunities/1', { name: 'Acme renewal' })
    const { status, body } = await rep.patch('/opportunities/1', { value: 5, version: 1 })

    expect(status).toBe(409)
    expect(body.error).toEqual({
      code: 'conflict',
      message: expect.stringContaining('Mia Manager edited D-1 meanwhile'),
    })
    expect(body.current).toEqual((await rep.get('/opportunities/1')).body)
    expect((await rep.patch('/opportunities/1', { value: 5, version: 2 })).status).toBe(200)
  })

  it.each([
    ['negative', -1],
    ['a fraction of a cent', 10.5],
    ['larger than any deal', 10 ** 16],
    ['text', '12k'],
  ])('refuses a value that is %s, with a sentence at the field', async (_what, value) => {
    const { rep } = await start(engine)
    const { status, body } = await rep.post('/opportunities', { name: 'Acme', value })

    expect(status).toBe(400)
    expect(body.error.code).toBe('invalid')
    expect(body.error.fields.value).toMatch(/^[A-Z].*\.$/)
    expect((await rep.get('/opportunities')).body.totals.count).toBe(0)
  })

  it('lets managers delete a deal, and nobody find it afterwards', async () => {
    const { rep, manager } = await start(engine)
    await rep.post('/opportunities', { name: 'Acme' })

    expect((await rep.delete('/opportunities/1')).status).toBe(403)
    expect(await manager.delete('/opportunities/1')).toMatchObject({ status: 204, body: '' })
    expect((await rep.get('/opportunities/1')).status).toBe(404)
    expect((await rep.get('/opportunities')).body.items).toEqual([])
  })

  it('narrows the list down by names in any case, several of a kind', async () => {
    const { rep } = await start(engine)
    await rep.post('/opportunities', { name: 'One', source: 'Fair', value: 100 })
    await rep.post('/opportunities', { name: 'Two', stage: 'Proposal', owner: 'Ben Rep', tags: ['big'] })
    await rep.post('/opportunities', { name: 'Three', stage: 'Negotiation', value: 300 })
    await rep.post('/opportunities/3/close', { status: 'won' })
    const names = async (query: string) =>
      (await rep.get(`/opportunities?sort=number&${query}`)).body.items.map(({ name }: { name: string }) => name)

    expect(await names('status=&pipeline=')).toEqual(['One', 'Two', 'Three'])
    expect(await names('status=won')).toEqual(['Three'])
    expect(await names('stage=proposal&stage=prospecting')).toEqual(['One', 'Two'])
    expect(await names('owner=ben%20rep')).toEqual(['Two'])
    expect(await names('source=FAIR')).toEqual(['One'])
    expect(await names('tag=big')).toEqual(['Two'])
    expect(await names('q=thr')).toEqual(['Three'])
    expect(await names('minValue=2')).toEqual(['Three'])
    expect((await rep.get('/opportunities')).body.totals).toEqual({
      count: 3,
      value: 400,
      unvalued: 1,
      otherCurrencies: 0,
    })
  })

  it.each([
    'status=closed',
    'stage=nowhere',
    'limit=201',
    'limit=0',
    'sort=colour',
    'cursor=x',
    'statsu=open',
    'q=%00',
  ])('refuses a list with %s', async (query) => {
    const { rep } = await start(engine)
    const { status, body } = await rep.get(`/opportunities?${query}`)
    expect(status).toBe(400)
    expect(body.error.code).toBe('invalid')
  })
})
