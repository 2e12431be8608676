import { expect, it } from 'vitest'
import { startApi } from '../../support/api.ts'

const BIG = {
  name: 'Big',
  query: 'stage=proposal&status=open&minValue=10k',
  sort: '-value',
  columns: ['stage', 'value'],
}

it('saves a filter, and lists one’s own and those that the team shares', async () => {
  const { rep, manager } = await startApi()
  const { status, body } = await rep.post('/saved-filters', BIG)
  expect(status).toBe(201)
  expect(body).toMatchObject({ ...BIG, columns: ['name', 'stage', 'value'], owner: { name: 'Ana Rep' }, shared: false })
  await manager.post('/saved-filters', { name: 'Ours', query: '', shared: true })
  const names = ({ body }: { body: { items: { name: string }[] } }) => body.items.map(({ name }) => name)
  expect(names(await rep.get('/saved-filters'))).toEqual(['Big', 'Ours'])
  expect(names(await manager.get('/saved-filters'))).toEqual(['Ours'])
})

it('renames, changes and deletes one’s own, and nobody else’s', async () => {
  const { rep, manager, admin } = await startApi()
  const { id } = (await rep.post('/saved-filters', BIG)).body
  expect((await rep.patch(`/saved-filters/${id}`, { name: 'Bigger' })).body).toMatchObject({
    ...BIG,
    name: 'Bigger',
    columns: ['name', 'stage', 'value'],
  })
  expect((await rep.patch(`/saved-filters/${id}`, { query: 'tag=vip', sort: 'name' })).body).toMatchObject({
    query: 'tag=vip',
    sort: 'name',
    name: 'Bigger',
  })
  expect((await rep.patch(`/saved-filters/${id}`, { shared: true })).status).toBe(403)
  expect((await manager.patch(`/saved-filters/${id}`, { name: 'Mine' })).status).toBe(404)
  const shared = (await manager.post('/saved-filters', { ...BIG, shared: true })).body.id
  expect((await rep.delete(`/saved-filters/${shared}`)).status).toBe(403)
  expect((await admin.patch(`/saved-filters/${shared}`, { name: 'The team’s' })).body.name).toBe('The team’s')
  expect((await rep.delete(`/saved-filters/${id}`)).status).toBe(204)
  expect((await rep.delete(`/saved-filters/${id}`)).status).toBe(404)
})

it.each([
  ['no name', { ...BIG, name: ' ' }, 'name'],
  ['a name that is too long', { ...BIG, name: 'x'.repeat(61) }, 'name'],
  ['a stage that is not there', { ...BIG, query: 'stage=Sails' }, 'query'],
  ['a word that is no filter', { ...BIG, query: 'colour=red' }, 'query'],
  ['a moment', { ...BIG, query: 'asOf=2026-01-01' }, 'query'],
  ['a column that is not there', { ...BIG, columns: ['mood'] }, 'columns'],
  ['a sort that is not there', { ...BIG, sort: 'mood' }, 'sort'],
  ['a field that is not there', { ...BIG, mood: 'good' }, 'mood'],
])('refuses a filter with %s, at the field, and saves nothing', async (_what, filter, field) => {
  const { rep } = await startApi()
  const { status, body } = await rep.post('/saved-filters', filter)
  expect([status, Object.keys(body.error.fields)]).toEqual([400, [field]])
  expect((await rep.get('/saved-filters')).body.items).toEqual([])
})

it('refuses a name that one has given already', async () => {
  const { rep } = await startApi()
  await rep.post('/saved-filters', BIG)
  expect((await rep.post('/saved-filters', BIG)).body.error.message).toContain('You have a saved filter “Big” already.')
})
