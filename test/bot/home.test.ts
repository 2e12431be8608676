import { describe, expect, it } from 'vitest'
import { homeOf, rememberHome, setRole, systemActor } from '../../src/core/index.ts'
import { readable } from '../../src/sandbox/index.ts'
import { officeWithDeals, PUBLIC_URL, words } from '../support/office.ts'

async function atHome() {
  const office = await officeWithDeals()
  const { slack } = office
  const shown = (who: string) => readable(slack.as(who).home?.blocks ?? [])
  const home = async (who: string, says: RegExp) => {
    await slack.until(() => says.test(shown(who)), 5000)
    return shown(who)
  }
  const promote = async (who: string) => {
    const ctx = await office.ctxOf(who)
    const system = { ...ctx, actor: systemActor('Test', 'automation') }
    await setRole(system, { member: ctx.actor.memberId ?? '', role: 'manager' })
  }
  return { ...office, shown, home, promote }
}

describe('the Home', () => {
  it('shows the open pipeline and what wants attention when it is opened', async () => {
    const { slack, ana, home } = await atHome()
    await ana('close-date D-1 2026-11-20')
    await ana('task D-3 call Max today')
    await slack.as('Ana').openHome()
    const text = await home('Ana', /open pipeline/)
    expect(text).toMatch(/My day, 23 Nov 2026/)
    expect(text).toMatch(/My open pipeline>\*: 3 deals, \$17,000/)
    expect(text).toMatch(/Tasks for today\*: 1[\s\S]*call Max/)
    expect(text).toMatch(/Past their expected close>\*: 1 deal, \$12,000[\s\S]*D-1 Acme renewal/)
    expect(text).toContain(`${PUBLIC_URL}/deals?`)
  })

  it('follows one’s own changes, several as one', async () => {
    const { slack, ana, home } = await atHome()
    await slack.as('Ana').openHome()
    await home('Ana', /Prospecting: 2 deals/)
    const before = slack.calls('views.publish').length
    for (const stage of ['Qualification', 'Proposal', 'Negotiation']) await ana(`move D-3 to ${stage}`)
    await home('Ana', /Negotiation: 1 deal/)
    expect(slack.calls('views.publish').length - before).toBeLessThan(3)
  })

  it('turns the pages of a list in place, and begins again when it is opened again', async () => {
    const { slack, ana, home, shown } = await atHome()
    for (let i = 4; i <= 8; i += 1) await ana(`new Deal ${i}th`)
    const rep = slack.as('Ana')
    await rep.openHome()
    await home('Ana', /No next step>\*: 8 deals/)
    const view = () => rep.home ?? expect.fail('There is no Home.')
    const first = shown('Ana')
    await rep.click(view(), 'Next page')
    await home('Ana', /First page/)
    expect(shown('Ana')).not.toBe(first)
    await rep.click(view(), 'First page')
    await slack.until(() => shown('Ana') === first)
    await rep.click(view(), 'Next page')
    await home('Ana', /First page/)
    await rep.openHome()
    await slack.until(() => shown('Ana') === first)
  })

  it('shows managers the team’s, with a switch to their own', async () => {
    const { slack, home, promote } = await atHome()
    await slack.as('Ben').command('/deal')
    await promote('Ben')
    const ben = slack.as('Ben')
    await ben.openHome()
    await home('Ben', /The team’s day[\s\S]*The team’s open pipeline>\*: 3 deals/)
    await ben.choose(ben.home ?? expect.fail('There is no Home.'), 'home.whose', 'My day')
    await home('Ben', /My open pipeline>\*: 0 deals[\s\S]*Nothing wants your attention/)
  })

  it('does what its buttons say, and answers in the direct message', async () => {
    const { slack, home } = await atHome()
    const rep = slack.as('Ana')
    await rep.openHome()
    await home('Ana', /open pipeline/)
    const view = rep.home ?? expect.fail('There is no Home.')
    expect((await rep.click(view, 'New deal')).modal).toBeDefined()
    expect((await rep.click(view, 'Notifications')).modal).toBeDefined()
    await rep.choose(view, 'home.find', 'D-3')
    await slack.until(() => rep.messages().find((one) => words(one).includes('D-3 Globex')))
    await rep.click(view, 'Dashboard')
    await slack.until(() => rep.messages().find((one) => words(one).includes('Your dashboard is one click away')))
  })

  it('is rendered again, once, when another publishing came between', async () => {
    const { slack, ana, home } = await atHome()
    await slack.as('Ana').openHome()
    await home('Ana', /Prospecting: 2 deals/)
    slack.fail('views.publish', 'hash_conflict', { times: 1 })
    await ana('won D-1')
    await home('Ana', /My open pipeline>\*: 2 deals/)
    expect(slack.calls('views.publish')).toHaveLength(3)
  })

  it('is published over what Slack knows, when the hash that was kept is not Slack’s', async () => {
    const { slack, ana, home, ctxOf } = await atHome()
    await slack.as('Ana').openHome()
    await home('Ana', /Prospecting: 2 deals/)
    const ctx = await ctxOf('Ana')
    await rememberHome(ctx, { ...(await homeOf(ctx)), hash: 'not.slacks' })
    await ana('won D-1')
    await home('Ana', /My open pipeline>\*: 2 deals/)
  })
})
