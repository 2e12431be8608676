import { expect, it } from 'vitest'
import { type ApiClient, makeApi } from '../../support/api.ts'
import { describeEachEngine, type Engine } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

/** Two workspaces in one database; everything is in the first. */
async function startTwo(engine: Engine) {
  const database = await engine.fresh()
  const [team, other] = [
    await makeTeam(database),
    await makeTeam(database, { name: 'Globex Sales', slackTeamId: 'T2' }),
  ]
  return {
    here: await (await makeApi(team)).as(team.members.admin),
    there: await (await makeApi(other)).as(other.members.admin),
  }
}

async function furnish(here: ApiClient) {
  await here.post('/opportunities', { name: 'Acme', source: 'Fair', tags: ['big'], contact: 'Jane Doe', note: 'Hi.' })
  await here.post('/opportunities/1/tasks', { text: 'Call.' })
  await here.post('/targets', { unit: 'month', startsOn: '2026-11-01', value: 1 })
  await here.post('/forecasts', { unit: 'month', startsOn: '2026-11-01', value: 1 })
  const first = async (path: string) => (await here.get(path)).body.items[0]
  const pipeline = await first('/pipelines')
  return {
    contact: (await first('/contacts')).id,
    pipeline: pipeline.id,
    stage: pipeline.stages[0].id,
    reason: (await first('/reasons')).id,
    member: (await first('/members')).id,
    token: (await first('/tokens')).id,
    subscription: (await here.post('/subscriptions', { place: 'C1', kinds: ['won'] })).body.id,
    filter: (await here.post('/saved-filters', { name: 'Open', query: 'status=open', shared: true })).body.id,
    view: (await here.post('/overview/views', { name: 'Mornings', teamDefault: true })).body.id,
    rate: (await here.post('/rates', { currency: 'EUR', day: '2026-11-02', rate: '1.1' })).body.id,
  }
}

describeEachEngine('another workspace', (engine) => {
  it('sees nothing of this one in any list', async () => {
    const { here, there } = await startTwo(engine)
    const ids = Object.values(await furnish(here))

    for (const path of [
      '/opportunities',
      '/tasks',
      '/contacts',
      '/sources',
      '/tags',
      '/subscriptions',
      '/saved-filters',
      '/rates',
      '/targets',
      '/forecasts',
    ]) {
      expect((await there.get(path)).body.items, path).toEqual([])
    }
    for (const path of [
      '/pipelines?retired=true',
      '/reasons?retired=true',
      '/members?inactive=true',
      '/tokens',
      '/overview',
    ]) {
      const text = JSON.stringify((await there.get(path)).body)
      for (const id of ids) expect(text, path).not.toContain(id)
    }
    const { rows } = (await there.get('/reports/status')).body
    expect(rows.every(({ count }: { count: number }) => count === 0)).toBe(true)
  })

  it('reaches nothing of this one by its id', async () => {
    const { here, there } = await startTwo(engine)
    const ids = await furnish(here)
    const { contact, pipeline, stage, reason, member, token, subscription, rate, filter, view } = ids
    const requests = {
      deal: () => there.get('/opportunities/1'),
      history: () => there.get('/opportunities/1/history'),
      notes: () => there.get('/opportunities/1/notes'),
      tasks: () => there.get('/opportunities/1/tasks'),
      task: () => there.get('/tasks/1'),
      finish: () => there.post('/tasks/1/complete'),
      note: () => there.post('/opportunities/1/notes', { text: 'Hello.' }),
      edit: () => there.patch('/opportunities/1', { name: 'Mine' }),
      move: () => there.post('/opportunities/1/move', { stage: 'Proposal' }),
      close: () => there.post('/opportunities/1/close', { status: 'won' }),
      reopen: () => there.post('/opportunities/1/reopen', {}),
      remove: () => there.delete('/opportunities/1'),
      restore: () => there.post('/opportunities/1/restore'),
      renameFilter: () => there.patch(`/saved-filters/${filter}`, { name: 'Mine' }),
      deleteFilter: () => there.delete(`/saved-filters/${filter}`),
      showView: () => there.post('/overview/show', { view }),
      replaceView: () => there.post(`/overview/views/${view}/replace`, {}),
      removeView: () => there.delete(`/overview/views/${view}`),
      contact: () => there.get(`/contacts/${contact}`),
      editContact: () => there.patch(`/contacts/${contact}`, { name: 'Mine' }),
      takeContact: () => there.post('/opportunities', { name: 'Mine', contact }),
      takeOwner: () => there.post('/opportunities', { name: 'Mine', owner: member }),
      takePipeline: () => there.post('/opportunities', { name: 'Mine', pipeline }),
      takeStage: () => there.post('/opportunities', { name: 'Mine', stage }),
      pipeline: () => there.get(`/pipelines/${pipeline}`),
      rename: () => there.patch(`/pipelines/${pipeline}`, { name: 'Mine' }),
      addStage: () => there.post(`/pipelines/${pipeline}/stages`, { name: 'Mine' }),
      editStage: () => there.patch(`/stages/${stage}`, { name: 'Mine' }),
      retireStage: () => there.post(`/stages/${stage}/retire`, { target: 'Proposal' }),
      retire: () => there.post(`/pipelines/${pipeline}/retire`, {}),
      reason: () => there.patch(`/reasons/${reason}`, { name: 'Mine' }),
      member: () => there.patch(`/members/${member}`, { role: 'rep' }),
      token: () => there.delete(`/tokens/${token}`),
      subscription: () => there.delete(`/subscriptions/${subscription}`),
      rate: () => there.patch(`/rates/${rate}`, { rate: '2' }),
      removeRate: () => there.delete(`/rates/${rate}`),
    }
    for (const [what, ask] of Object.entries(requests)) expect((await ask()).status, what).toBe(404)
    expect((await here.get('/opportunities/1')).body).toMatchObject({ name: 'Acme', version: 1 })
    expect((await there.get('/opportunities')).body.totals.count).toBe(0)
  })

  it('uses the same Idempotency-Key for a request of its own', async () => {
    const { here, there } = await startTwo(engine)
    const key = { 'Idempotency-Key': 'k' }
    await here.post('/opportunities', { name: 'Acme' }, key)
    expect((await there.post('/opportunities', { name: 'Globex' }, key)).body).toMatchObject({ name: 'Globex' })
  })
})
