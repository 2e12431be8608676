import { expect, it } from 'vitest'
import {
  createOpportunity,
  getOpportunity,
  listApiTokens,
  listMembers,
  listPipelines,
  listReasons,
  type Pipeline,
  workspaceById,
} from '../../../src/core/index.ts'
import { openDashboard } from '../../support/dashboard.ts'
import { sqlite } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

async function start() {
  const team = await makeTeam(await sqlite.fresh())
  const dashboard = openDashboard(team)
  const sales = async () => (await listPipelines(team.admin))[0] as Pipeline
  return { team, sales, admin: await dashboard.as(team.members.admin), rep: await dashboard.as(team.members.rep) }
}

const names = (things: readonly { name: string }[]) => things.map(({ name }) => name)

it('saves the workspace’s settings', async () => {
  const { team, admin } = await start()
  const form = { name: 'Acme', timeZone: 'Europe/Paris', currency: 'eur', repsSee: 'own' }
  const page = await admin.submit('/settings/workspace', { ...form, firstWeekday: '0', fiscalStartMonth: '4' })
  expect(page.text).toContain('The settings are saved.')
  const expected = { name: 'Acme', timeZone: 'Europe/Paris', currency: 'EUR', repsSee: 'own', firstWeekday: 0 }
  expect(await workspaceById(team.database, team.workspace.id)).toMatchObject({ ...expected, fiscalStartMonth: 4 })
})

it('shows the settings again with what was typed when something is wrong', async () => {
  const { admin } = await start()
  const form = { name: 'Acme', timeZone: 'Mars/Base', currency: 'USD', repsSee: 'all' }
  const page = await admin.post('/settings/workspace', { ...form, firstWeekday: '1', fiscalStartMonth: '1' })
  expect(page.status).toBe(400)
  expect(page.text).toContain('“Mars/Base” is not a time zone.')
  expect(page.html).toContain('value="Mars/Base"')
})

it('adds, renames and retires pipelines', async () => {
  const { team, sales, admin } = await start()
  await createOpportunity(team.rep, { name: 'Acme' })
  await admin.submit('/settings/pipelines', { name: 'Partners', stages: 'Talk\n\nSign' })
  const [, partners] = (await listPipelines(team.admin)) as [Pipeline, Pipeline]
  expect(names(partners.stages)).toEqual(['Talk', 'Sign'])
  await admin.submit(`/settings/pipelines/${partners.id}/rename`, { name: 'Channel' })

  const target = partners.stages[0]?.id ?? ''
  const page = await admin.submit(`/settings/pipelines/${(await sales()).id}/retire`, { target })
  expect(page.text).toContain('The pipeline is retired; its open deal moved.')
  expect(names(await listPipelines(team.admin))).toEqual(['Channel'])
  expect((await getOpportunity(team.rep, 1)).stage.name).toBe('Talk')
})

it('adds, changes, orders and retires stages', async () => {
  const { team, sales, admin } = await start()
  await admin.submit(`/settings/pipelines/${(await sales()).id}/stages`, {
    name: 'Contract',
    probability: '90',
    limitDays: '',
  })
  const last = (await sales()).stages.at(-1)
  expect(last).toMatchObject({ name: 'Contract', probability: 90, limitDays: 14 })
  await admin.submit(`/settings/stages/${last?.id}/edit`, { name: 'Paperwork', probability: '95', limitDays: '' })
  await admin.submit(`/settings/stages/${last?.id}/move`, { direction: 'up' })
  expect(names((await sales()).stages)).toEqual([
    'Prospecting',
    'Qualification',
    'Proposal',
    'Paperwork',
    'Negotiation',
  ])
  await createOpportunity(team.rep, { name: 'Acme', stage: 'Paperwork' })
  const target = (await sales()).stages[0]?.id ?? ''
  await admin.submit(`/settings/stages/${last?.id}/retire`, { target })
  expect((await getOpportunity(team.rep, 1)).stage.name).toBe('Prospecting')
})

it('says what is wrong with a stage or pipeline', async () => {
  const { sales, admin } = await start()
  const { id } = await sales()
  for (const [path, form, words] of [
    [`/settings/pipelines/${id}/stages`, { name: 'Won' }, 'Won'],
    [`/settings/pipelines/${id}/stages`, { name: 'Demo', probability: '200' }, '100'],
    [`/settings/pipelines`, { name: 'Empty', stages: '' }, 'stage'],
    [`/settings/pipelines/${id}/retire`, {}, 'only pipeline'],
  ] as const) {
    const page = await admin.post(path, form)
    expect([path, page.status >= 400 && page.status < 500]).toEqual([path, true])
    expect(page.text).toContain(words)
  }
})

it('adds, renames and retires reasons', async () => {
  const { team, admin } = await start()
  await admin.submit('/settings/reasons', { name: 'Weather', status: 'lost' })
  const weather = (await listReasons(team.admin)).find(({ name }) => name === 'Weather')
  await admin.submit(`/settings/reasons/${weather?.id}/rename`, { name: 'Rain' })
  expect(names(await listReasons(team.admin))).toContain('Rain')
  await admin.submit(`/settings/reasons/${weather?.id}/flag`, { notARealDeal: '1' })
  expect((await listReasons(team.admin)).find(({ name }) => name === 'Rain')?.notARealDeal).toBe(true)
  await admin.submit(`/settings/reasons/${weather?.id}/retire`)
  expect(names(await listReasons(team.admin))).not.toContain('Rain')
  const retired = await admin.submit(`/settings/reasons/${weather?.id}/flag`, { notARealDeal: '0' })
  expect(retired.text).toContain('Retired: no choice any more, still counted by rates Rain Not a real deal')
  const everyone = await listReasons(team.admin, { retired: true })
  expect(everyone.find(({ name }) => name === 'Rain')?.notARealDeal).toBe(false)
  expect((await admin.post('/settings/reasons', { name: 'Price', status: 'lost' })).text).toContain('already')
})

it('adds members, changes their roles, and keeps the last admin', async () => {
  const { team, admin } = await start()
  await admin.submit('/settings/members', { name: 'Nora New', email: 'nora@acme.example', role: 'manager' })
  await admin.submit(`/settings/members/${team.members.rep.id}/role`, { role: 'manager' })
  await admin.submit(`/settings/members/${team.members.otherRep.id}/active`, { active: '0' })
  const members = await listMembers(team.admin, { inactive: true })
  const roleOf = (name: string) => members.find((member) => member.name === name)?.role
  expect([roleOf('Nora New'), roleOf('Ana Rep')]).toEqual(['manager', 'manager'])
  expect(members.find(({ name }) => name === 'Ben Rep')?.active).toBe(false)

  const page = await admin.post(`/settings/members/${team.members.admin.id}/role`, { role: 'rep' })
  expect([page.status, page.text.includes('Dana Bright is the only admin.')]).toEqual([409, true])
  expect((await admin.post(`/settings/members/${team.members.rep.id}/role`, { role: 'king' })).status).toBe(400)
})

it('shows a new API token once and lets its owner revoke it', async () => {
  const { team, rep } = await start()
  const page = await rep.post('/settings/tokens', { name: 'Nightly export' })
  expect(page.status).toBe(200)
  const [token = ''] = /dw_[\w-]+/.exec(page.text) ?? []
  expect(token.length).toBeGreaterThan(30)
  expect((await rep.get('/settings/tokens')).text).not.toContain(token)
  const [made] = await listApiTokens(team.rep)
  await rep.submit(`/settings/tokens/${made?.id}/revoke`)
  expect(await listApiTokens(team.rep)).toEqual([])
  expect((await rep.post('/settings/tokens', { name: ' ' })).text).toContain('Write a name.')
})

it('lets others look at the settings, but offers and carries out no change', async () => {
  const { team, sales, rep } = await start()
  for (const section of ['', '/pipelines', '/reasons', '/members']) {
    const page = await rep.get(`/settings${section}`)
    expect([section, page.status]).toEqual([section, 200])
    expect(page.text).toContain('Only admins change these settings.')
    expect(page.html.match(/<form[^>]*action="(?!\/auth)/g) ?? []).toHaveLength(section === '' ? 1 : 0)
  }
  const before = await workspaceById(team.database, team.workspace.id)
  for (const [path, form] of [
    ['/settings/workspace', { name: 'Mine', timeZone: 'UTC', currency: 'USD', repsSee: 'all' }],
    ['/settings/pipelines', { name: 'Mine', stages: 'One' }],
    [`/settings/pipelines/${(await sales()).id}/rename`, { name: 'Mine' }],
    ['/settings/reasons', { name: 'Mine', status: 'lost' }],
    ['/settings/members', { name: 'Mine', role: 'admin' }],
    [`/settings/members/${team.members.rep.id}/role`, { role: 'admin' }],
  ] as const) {
    expect([path, (await rep.post(path, form)).status]).toEqual([path, 403])
  }
  expect(await workspaceById(team.database, team.workspace.id)).toEqual(before)
})
