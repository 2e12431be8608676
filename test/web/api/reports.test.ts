import { expect, it } from 'vitest'
import { makeApi } from '../../support/api.ts'
import { describeEachEngine, type Engine } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

async function startWithDeals(engine: Engine) {
  const team = await makeTeam(await engine.fresh())
  const rep = await (await makeApi(team)).as(team.members.rep)
  await rep.post('/opportunities', { name: 'Acme', value: 120050, stage: 'Proposal' })
  await rep.post('/opportunities', { name: 'Globex', value: 500 })
  await rep.post('/opportunities', { name: 'Initech' })
  return { team, rep }
}

describeEachEngine('reports through the API', (engine) => {
  it('lists them with what they mean', async () => {
    const { rep } = await startWithDeals(engine)
    const { items, next } = (await rep.get('/reports')).body
    expect(next).toBeNull()
    expect(items[0]).toMatchObject({ id: 'value-by-stage', definition: expect.stringMatching(/\w/) })
  })

  it('runs one over all time unless a period is named, in rows by column', async () => {
    const { rep, team } = await startWithDeals(engine)
    const { status, body } = await rep.get('/reports/value-by-stage')

    expect(status).toBe(200)
    expect(body).toMatchObject({ id: 'value-by-stage', asOf: team.clock.now(), currency: 'USD' })
    expect(body.period).toEqual({ label: 'All time', from: null, to: null })
    expect(body.dated).toEqual([
      { what: 'open deals', by: 'as of' },
      { what: 'closed deals', by: 'closed' },
    ])
    expect(body.rows).toContainEqual(
      expect.objectContaining({ stage: 'Proposal', status: 'open', count: 1, value: 120050, weighted: 60025 }),
    )
    expect(body.totals).toMatchObject({ count: 3, value: 120550 })
  })

  it('says by which date it counts and why figures are missing', async () => {
    const { rep } = await startWithDeals(engine)
    const { dated } = (await rep.get('/reports/funnel?basis=entry')).body
    expect(dated).toEqual([{ what: 'deals', by: 'entered stage' }])
    const { columns } = (await rep.get('/reports/owners')).body
    expect(columns).toContainEqual({ key: 'winRate', label: 'Win rate', type: 'ratio', none: 'no closed deals' })
    const { rows } = (await rep.get('/reports/conversion')).body
    expect(rows[1]).toMatchObject({ measure: 'won-of-closed', rate: { value: null }, none: 'no closed deals' })
  })

  it('narrows down by names, several of a kind, and looks back', async () => {
    const { rep, team } = await startWithDeals(engine)
    const before = team.clock.now()
    team.clock.advance({ days: 1 })
    await rep.post('/opportunities/1/move', { stage: 'Negotiation' })
    const countOf = async (query: string) => (await rep.get(`/reports/value-by-stage?${query}`)).body.totals.count

    expect(await countOf('stage=negotiation&stage=prospecting')).toBe(3)
    expect(await countOf('stage=proposal')).toBe(0)
    expect(await countOf(`stage=proposal&asOf=${before}`)).toBe(1)
    expect(await countOf('owner=nobody')).toBe(0)
  })

  it('answers a table with money as decimals, for spreadsheets', async () => {
    const { rep } = await startWithDeals(engine)
    const { status, headers, body } = await rep.get('/reports/value-by-stage.csv')

    expect(status).toBe(200)
    expect(headers.get('content-type')).toMatch(/^text\/csv/)
    expect(headers.get('content-disposition')).toContain('value-by-stage.csv')
    expect(body).toContain('(USD)')
    expect(body).toMatch(/^Proposal,.*1200\.50/m)
  })

  it('answers a picture', async () => {
    const { rep } = await startWithDeals(engine)
    const { status, headers, body } = await rep.get('/reports/value-by-stage.png')
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('image/png')
    expect(Buffer.from(body).length).toBeGreaterThan(1000)
    expect(body.slice(1, 4)).toBe('PNG')
  })

  it.each([
    ['/reports/value-by-stag', 404, 'Did you mean value-by-stage?'],
    ['/reports/value-by-stage?period=someday', 400, 'is not a period'],
    ['/reports/value-by-stage?mode=strict', 400, 'Value by stage has no mode to choose. Leave it out.'],
    ['/reports/value-by-stage?from=2026-02-30', 400, 'is not a date'],
  ])('refuses %s', async (path, status, sentence) => {
    const { rep } = await startWithDeals(engine)
    const answer = await rep.get(path)
    expect(answer.status).toBe(status)
    expect(answer.body.error.message).toContain(sentence)
  })
})
