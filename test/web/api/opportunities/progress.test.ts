import { expect, it } from 'vitest'
import { makeApi } from '../../../support/api.ts'
import { describeEachEngine, type Engine } from '../../../support/databases.ts'
import { makeTeam } from '../../../support/team.ts'

async function startWithDeal(engine: Engine) {
  const team = await makeTeam(await engine.fresh())
  const api = await makeApi(team)
  const rep = await api.as(team.members.rep)
  await rep.post('/opportunities', { name: 'Acme', value: 500 })
  return { team, rep, manager: await api.as(team.members.manager) }
}

describeEachEngine('the progress of deals through the API', (engine) => {
  it('moves a deal, also named as D-1, and says which stages there are when it cannot', async () => {
    const { rep } = await startWithDeal(engine)
    expect((await rep.post('/opportunities/D-1/move', { stage: 'nego' })).body).toMatchObject({ stage: 'Negotiation' })
    const { status, body } = await rep.post('/opportunities/1/move', { stage: 'Propsal' })
    expect(status).toBe(404)
    expect(body.error.message).toMatch(/There is no stage “Propsal” in Sales. Did you mean Proposal\?/)
  })

  it('closes, reopens and closes again, and keeps the whole story', async () => {
    const { rep, team } = await startWithDeal(engine)
    const lost = await rep.post('/opportunities/1/close', { status: 'lost', reason: 'price' })
    expect(lost.body).toMatchObject({
      status: 'lost',
      reason: 'Price',
      stage: 'Prospecting',
      closedAt: team.clock.now(),
    })
    expect((await rep.post('/opportunities/1/reopen', { stage: 'Proposal' })).body).toMatchObject({
      status: 'open',
      reason: null,
      closedAt: null,
    })
    expect((await rep.post('/opportunities/1/close', { status: 'won', value: 900 })).body).toMatchObject({ value: 900 })

    const { items, next } = (await rep.get('/opportunities/1/history')).body
    expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(['won', 'reopened', 'lost', 'created'])
    expect(items[0].changes).toEqual({ status: ['open', 'won'], value: [500, 900], closedOn: [null, '2026-11-23'] })
    expect(next).toBeNull()
  })

  it('answers a deal that is closed already, or changed meanwhile, with how it stands', async () => {
    const { rep, manager } = await startWithDeal(engine)
    await manager.post('/opportunities/1/close', { status: 'won' })
    const move = await rep.post('/opportunities/1/move', { stage: 'Proposal' })
    expect(move.status).toBe(409)
    expect(move.body).toMatchObject({
      error: { code: 'conflict', message: 'D-1 is already won. Reopen it first.' },
      current: { ref: 'D-1', status: 'won', version: 2 },
    })

    const late = { status: 409, body: { current: { version: 2 } } }
    expect(await rep.post('/opportunities/1/close', { status: 'lost', version: 1 })).toMatchObject(late)
    expect(await rep.post('/opportunities/1/reopen', { version: 1 })).toMatchObject(late)
  })

  it('lets managers date a closing back, and nobody else', async () => {
    const { rep, manager, team } = await startWithDeal(engine)
    team.clock.advance({ days: 5 })
    const backdated = { status: 'won', closedOn: '2026-11-25' }
    expect((await rep.post('/opportunities/1/close', backdated)).status).toBe(403)
    const tomorrow = await manager.post('/opportunities/1/close', { status: 'won', closedOn: '2026-11-29' })
    expect(tomorrow.body.error.fields).toEqual({ closedOn: expect.stringContaining('is in the future') })
    expect((await manager.post('/opportunities/1/close', backdated)).body.closedAt).toBe('2026-11-24T23:00:00.000Z')
  })

  it('lets managers bring a deleted deal back', async () => {
    const { rep, manager } = await startWithDeal(engine)
    await manager.delete('/opportunities/1')
    expect((await rep.post('/opportunities/1/restore')).status).toBe(403)
    expect((await manager.post('/opportunities/1/restore')).body).toMatchObject({ ref: 'D-1', status: 'open' })
    expect((await rep.get('/opportunities/1')).status).toBe(200)
  })

  it('keeps notes, newest first', async () => {
    const { rep, manager, team } = await startWithDeal(engine)
    await rep.post('/opportunities/1/notes', { text: 'Called Jane.' })
    team.clock.advance({ minutes: 1 })
    const { status, body } = await manager.post('/opportunities/1/notes', { text: 'Good.' })

    expect(status).toBe(201)
    expect(body).toMatchObject({ text: 'Good.', via: 'api', author: { name: 'Mia Manager' } })
    const { items } = (await rep.get('/opportunities/1/notes')).body
    expect(items.map(({ text }: { text: string }) => text)).toEqual(['Good.', 'Called Jane.'])
    expect((await rep.post('/opportunities/1/notes', { text: ' ' })).body.error.fields).toEqual({
      text: 'Write a text.',
    })
  })

  it.each(['abc', '0x1', '-1', '1e3'])('refuses the number %s', async (number) => {
    const { rep } = await startWithDeal(engine)
    expect((await rep.get(`/opportunities/${number}`)).body.error.fields).toEqual({
      number: `“${number}” is not a deal’s number, such as 42.`,
    })
  })
})
