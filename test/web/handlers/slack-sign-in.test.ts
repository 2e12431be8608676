import { expect, test } from 'vitest'
import { findMember, memberBySlackUser, setActive } from '../../../src/core/index.ts'
import { createSlackSignIn } from '../../../src/web/index.ts'
import { DASHBOARD_URL, openDashboard, type Visitor } from '../../support/dashboard.ts'
import { describeEachEngine, sqlite } from '../../support/databases.ts'
import { type Identity, startIssuer } from '../../support/openid-issuer.ts'
import { quietLog } from '../../support/quiet-log.ts'
import { makeTeam } from '../../support/team.ts'

const CALLBACK = `${DASHBOARD_URL}/auth/slack/callback`

type Database = Parameters<typeof makeTeam>[0]

async function office(database: Database) {
  const team = await makeTeam(database)
  const issuer = await startIssuer(CALLBACK)
  const { url, client } = issuer
  const slackSignIn = createSlackSignIn({ issuer: url, client, redirectUri: CALLBACK, log: quietLog })
  const dashboard = openDashboard(team, {}, quietLog, { slackSignIn })
  const ana: Identity = { userId: team.members.rep.slackUserId ?? '', teamId: team.workspace.slackTeamId ?? '' }

  /** Begins at our page, goes through the issuer's, and comes back. */
  async function signIn(visitor: Visitor, who: Identity | 'refuses', path = '/auth/slack') {
    const begun = await visitor.get(path)
    const back = await issuer.visit(begun.headers.get('location') ?? '', who)
    return visitor.get(back.pathname + back.search)
  }
  return { ...team, issuer, dashboard, ana, signIn }
}

describeEachEngine('Sign in with Slack', (engine) => {
  test('brings a member to the page that they wanted', async () => {
    const { dashboard, ana, signIn } = await office(await engine.fresh())
    const visitor = dashboard.visitor()
    const page = await visitor.get('/reports/funnel?period=all')
    const [, href = ''] = /href="(\/auth\/slack[^"]*)"/.exec(page.html) ?? []
    const back = await signIn(visitor, ana, href)
    expect(back.headers.get('location')).toBe('/reports/funnel?period=all')
    expect((await visitor.get('/')).text).toContain('Welcome, Ana Rep.')
  })

  test('makes a rep of somebody of the team who was never here', async () => {
    const { dashboard, ana, signIn, admin } = await office(await engine.fresh())
    const visitor = dashboard.visitor()
    await signIn(visitor, { ...ana, userId: 'U0NEW0001', name: 'Nia New', email: 'nia@acme.example' })
    expect((await visitor.get('/')).text).toContain('Welcome, Nia New.')
    expect(await findMember(admin, 'Nia New')).toMatchObject({ role: 'rep', email: 'nia@acme.example' })
  })
})

test('An address that Slack has not checked makes nobody another member', async () => {
  const { dashboard, ana, signIn, admin } = await office(await sqlite.fresh())
  const stranger = { ...ana, userId: 'U0NEW0002', name: 'Eve', email: 'ana@acme.example', emailVerified: false }
  await signIn(dashboard.visitor(), stranger)
  expect(await memberBySlackUser(admin, 'U0NEW0002')).toMatchObject({ name: 'Eve', email: null })
})

test('Who does not agree, is switched off or is of another team is told, and stays out', async () => {
  const { dashboard, ana, signIn, admin, members } = await office(await sqlite.fresh())
  const visitor = dashboard.visitor()
  expect((await signIn(visitor, 'refuses')).text).toContain('You did not let Slack say who you are.')
  expect((await signIn(visitor, { ...ana, teamId: 'T0OTHER' })).text).toContain(
    'Dealwright is not in use in this Slack workspace.',
  )
  await setActive(admin, { member: members.rep.id, active: false })
  expect((await signIn(visitor, ana)).text).toContain('This account is switched off here.')
  expect((await visitor.get('/')).status).toBe(401)
})

test('An answer that belongs to no question, or to another browser’s, signs nobody in', async () => {
  const { dashboard, issuer, ana } = await office(await sqlite.fresh())
  const [begun, other] = [dashboard.visitor(), dashboard.visitor()]
  const question = (await begun.get('/auth/slack')).headers.get('location') ?? ''
  const { pathname, search } = await issuer.visit(question, ana)
  expect((await other.get(pathname + search)).text).toContain('This sign-in began in another browser')
  await other.get('/auth/slack')
  expect((await other.get(pathname + search)).text).toContain('Slack did not confirm who you are.')
  expect((await begun.get(`${pathname}?code=guess&state=guess`)).text).toContain('Slack did not confirm who you are.')
  begun.cookies.set('dealwright_sign_in', 'nonsense')
  expect((await begun.get(pathname + search)).text).toContain('This sign-in began in another browser')
  for (const visitor of [begun, other]) expect((await visitor.get('/')).status).toBe(401)
})

test('It leads to pages of ours alone', async () => {
  const { dashboard, ana, signIn } = await office(await sqlite.fresh())
  for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', '/auth/sign-out', 'deals']) {
    const back = await signIn(dashboard.visitor(), ana, `/auth/slack?${new URLSearchParams({ next })}`)
    expect(back.headers.get('location')).toBe('/')
  }
})

test('While the issuer cannot be reached a sentence says so, and later it works', async () => {
  const team = await makeTeam(await sqlite.fresh())
  const client = { id: 'dealwright', secret: 'a-secret-of-the-client' }
  const nowhere = createSlackSignIn({ issuer: 'http://127.0.0.1:9', client, redirectUri: CALLBACK, log: quietLog })
  const dashboard = openDashboard(team, {}, quietLog, { slackSignIn: nowhere })
  const page = await dashboard.visitor().get('/auth/slack')
  expect([page.status, page.text]).toEqual([400, expect.stringContaining('cannot be reached right now')])
})

test('Without it the page tells of the link alone', async () => {
  const visitor = openDashboard(await makeTeam(await sqlite.fresh())).visitor()
  const page = await visitor.get('/')
  expect(page.text).toContain('Type /deal dashboard')
  expect(page.text).not.toContain('Sign in with Slack')
  expect((await visitor.get('/auth/slack')).status).toBe(404)
})
