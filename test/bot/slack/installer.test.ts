import { describe, expect, it } from 'vitest'
import { botTokenOf, type Log, workspaceOfSlackTeam } from '../../../src/core/index.ts'
import { DASHBOARD_URL } from '../../support/dashboard.ts'
import { type InstalledOffice, openForInstalls } from '../../support/installed-office.ts'
import { words } from '../../support/office.ts'

const TEAM = 'T0SANDBOX1'

async function tokenIn({ database, vault }: InstalledOffice): Promise<string | undefined> {
  const workspace = await workspaceOfSlackTeam(database, TEAM)
  return workspace ? (await botTokenOf(database, vault, workspace.id))?.token : undefined
}

describe('“Add to Slack”', () => {
  it('leads to Slack with the scopes of the manifest, and from there to what to do next', async () => {
    const office = await openForInstalls()
    const browser = office.browser()
    const begun = await browser.get('/slack/install')
    expect(begun.status).toBe(302)
    const asked = new URL(begun.headers.get('location') ?? '')
    expect(asked.pathname).toBe('/oauth/v2/authorize')
    expect(asked.searchParams.get('redirect_uri')).toBe(`${DASHBOARD_URL}/slack/oauth_redirect`)
    expect(asked.searchParams.get('scope')).toContain('commands,chat:write')
    expect(begun.headers.get('set-cookie')).toMatch(
      /dealwright_install=.*Path=\/slack\/oauth_redirect.*HttpOnly; Secure; SameSite=Lax/,
    )

    const page = await office.install('Dana')
    expect(page.status).toBe(200)
    expect(page.text).toContain('Dealwright is in Northwind Sales What to do next, in Slack:')
    expect(page.html).toContain(`https://slack.com/app_redirect?team=${TEAM}&amp;app=A0DEALAPP1`)
    expect(await tokenIn(office)).toMatch(/^xoxb-/)
  })

  it('makes everything work, with one direct message to whoever installed', async () => {
    const office = await openForInstalls()
    const { slack } = office
    await office.install('Dana')
    const hello = await slack.until(() => slack.as('Dana').messages()[0], 5000)
    expect(words(hello)).toContain('Dealwright is ready in Northwind Sales. Type `/deal new Acme renewal 12k`')
    await office.install('Dana')
    const told = await slack.as('Ana').command('/deal new Acme renewal 12k')
    expect(words(told.ephemeral)).toContain('You created')
    await slack.until(() => slack.as('Ben').messages('general')[0], 5000)
    expect(slack.as('Dana').messages()).toHaveLength(1)
  })

  it('again puts the new token in the place of the old', async () => {
    const office = await openForInstalls()
    await office.install('Dana')
    const first = await tokenIn(office)
    await office.install('Mia')
    expect(await tokenIn(office)).not.toBe(first)
    expect(await office.database.read.selectFrom('workspaces').selectAll().execute()).toHaveLength(1)
  })

  it('that was declined installs nothing and says so', async () => {
    const office = await openForInstalls()
    const page = await office.install('Dana', { agrees: false })
    expect([page.status, page.text]).toEqual([400, expect.stringContaining('You did not allow it in Slack')])
    expect(page.html).toContain('href="/slack/install"')
    expect(await tokenIn(office)).toBeUndefined()
  })

  it('is refused in another browser, a second time, and with a state that nobody made', async () => {
    const office = await openForInstalls()
    const [mine, other] = [office.browser(), office.browser()]
    const begun = await mine.get('/slack/install')
    await other.get('/slack/install')
    const back = office.slack.consent(begun.headers.get('location') ?? '', 'Dana').replace(DASHBOARD_URL, '')
    expect((await office.browser().get(back)).text).toContain('The installation began in another browser.')
    expect((await other.get(back)).text).toContain('The installation began in another browser.')
    expect((await mine.get('/slack/oauth_redirect?code=x&state=guessed')).text).toContain('began here')
    expect((await mine.get('/slack/oauth_redirect')).status).toBe(400)
    expect(await tokenIn(office)).toBeUndefined()
    expect((await mine.get(back)).status).toBe(200)
    mine.cookies.set('dealwright_install', 'x')
    expect((await mine.get(back)).text).toContain('another browser')
  })

  it('is refused when it took longer than ten minutes', async () => {
    let now = new Date('2026-11-23T08:00:00Z')
    const office = await openForInstalls({ now: () => now })
    const browser = office.browser()
    const begun = await browser.get('/slack/install')
    const back = office.slack.consent(begun.headers.get('location') ?? '', 'Dana').replace(DASHBOARD_URL, '')
    now = new Date('2026-11-23T08:10:00Z')
    expect((await browser.get(back)).text).toContain('took longer than ten minutes')
  })

  it('that Slack does not confirm is an error with a reference, and installs nothing', async () => {
    const office = await openForInstalls()
    office.slack.fail('oauth.v2.access', 500)
    const page = await office.install('Dana')
    expect([page.status, page.text]).toEqual([500, expect.stringContaining('reference')])
    expect(await tokenIn(office)).toBeUndefined()
  })

  it('never writes a token or the app’s secret into the log', async () => {
    const lines: string[] = []
    const keep = (fields: object, text: string) => {
      const error = 'err' in fields ? JSON.stringify(fields.err, Object.getOwnPropertyNames(fields.err ?? {})) : ''
      lines.push(`${JSON.stringify(fields)} ${error} ${text}`)
    }
    const log: Log = { debug: keep, info: keep, warn: keep, error: keep }
    const office = await openForInstalls({ log })
    office.slack.fail('oauth.v2.access', 500, { times: 1 })
    await office.install('Dana')
    await office.install('Dana')
    await office.slack.endTokens('tokens_revoked', { quietly: true })
    await office.slack.as('Ana').command('/deal new Acme')
    await office.slack.until(() => lines.some((line) => line.includes('stand still')), 5000)
    expect(lines.join('\n')).not.toMatch(/xoxb-|xoxe-|client-secret/)
  })
})

describe('a token that expires', () => {
  it('is renewed before, while nobody notices', async () => {
    let now = new Date('2026-11-23T08:00:00Z')
    const office = await openForInstalls({ now: () => now, tokenSeconds: 12 * 3600 })
    await office.install('Dana')
    await office.slack.as('Ana').command('/deal help')
    const first = await tokenIn(office)
    now = new Date('2026-11-23T18:30:00Z')
    await office.slack.until(() => office.slack.calls('oauth.v2.access').length === 2, 5000)
    await expect.poll(() => tokenIn(office)).not.toBe(first)
    now = new Date('2026-11-24T00:00:00Z')
    const told = await office.slack.as('Ben').command('/deal new Globex 5k')
    expect(words(told.ephemeral)).toContain('You created')
  })
})
