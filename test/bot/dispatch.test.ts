import { describe, expect, it } from 'vitest'
import { manifest } from '../../src/bot/index.ts'
import { listMembers, setActive } from '../../src/core/index.ts'
import { openOffice, words } from '../support/office.ts'
import { quietLog } from '../support/quiet-log.ts'

describe('first contact', () => {
  it('brings the workspace and the member into being, with what Slack knows of them', async () => {
    const { slack, ctxOf } = await openOffice()
    await slack.as('Ana').command('/deal')
    await slack.as('Dana').command('/deal')
    const ctx = await ctxOf('Ana')
    expect(ctx.workspace).toMatchObject({
      name: 'Northwind Sales',
      slackTeamId: 'T0SANDBOX1',
      timeZone: 'Europe/Berlin',
    })
    expect(await listMembers(ctx)).toMatchObject([
      { name: 'Ana Reyes', email: 'ana@northwind.example', role: 'rep', timeZone: 'Europe/Berlin' },
      { name: 'Dana Bright', role: 'admin' },
    ])
  })

  it('happens once, even when several people come at the same moment', async () => {
    const { slack, database } = await openOffice()
    await Promise.all(['Ana', 'Ana', 'Ben', 'Mia'].map((who) => slack.as(who).command('/deal help')))
    expect(await database.read.selectFrom('workspaces').selectAll().execute()).toHaveLength(1)
    expect(await database.read.selectFrom('members').selectAll().execute()).toHaveLength(3)
  })

  it('asks Slack once, not with every command', async () => {
    const { slack } = await openOffice()
    for (let i = 0; i < 3; i += 1) await slack.as('Ana').command('/deal help')
    expect(slack.calls('auth.test')).toHaveLength(1)
    expect(slack.calls('users.info').length).toBeLessThanOrEqual(2)
  })

  it('tells people when Slack does not answer, and works when it does again', async () => {
    const { slack } = await openOffice()
    slack.fail('users.info', 500)
    expect(words(await slack.as('Ana').command('/deal help'))).toMatch(
      /Slack did not say who this is. Try again \(reference [2-9A-Z]{4}/,
    )
    slack.mend()
    expect(words(await slack.as('Ana').command('/deal help'))).toContain('What you can say')
  })
})

describe('the one path', () => {
  it('refuses people of another company kindly', async () => {
    const { slack, bot } = await openOffice()
    await slack.as('Ana').command('/deal')
    const { createHmac } = await import('node:crypto')
    const body = new URLSearchParams({ command: '/deal', text: 'list', team_id: 'T9', user_id: 'U9' }).toString()
    const timestamp = String(Math.floor(Date.now() / 1000))
    const signature = `v0=${createHmac('sha256', 'secret').update(`v0:${timestamp}:${body}`).digest('hex')}`
    const response = await bot.handle(
      new Request('http://localhost/slack/events', {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': signature,
        },
      }),
    )
    expect(JSON.stringify(await response.json())).toContain('another company’s workspace')
  })

  it('refuses a member who was switched off', async () => {
    const { slack, ctxOf } = await openOffice()
    for (const who of ['Ana', 'Dana']) await slack.as(who).command('/deal')
    await setActive(await ctxOf('Dana'), { member: 'Ana Reyes', active: false })
    expect(words(await slack.as('Ana').command('/deal list'))).toContain('switched off')
  })

  it('answers a command it does not know with what was perhaps meant', async () => {
    const { slack } = await openOffice()
    const ana = slack.as('Ana')
    expect(words(await ana.command('/deal mvoe D-1 to Proposal'))).toContain('Did you mean /deal move?')
    expect(words(await ana.command('/deal frobnicate'))).toContain('neither a command nor the name of a deal')
    expect(words(await ana.command('/deal help mvoe'))).toContain('Did you mean move?')
  })

  it('takes the name of a deal where a command is expected', async () => {
    const { slack } = await openOffice()
    const ana = slack.as('Ana')
    await ana.command('/deal new Globex rollout')
    expect(words(await ana.command('/deal globex rollout'))).toContain('D-1 Globex rollout')
    expect(words(await ana.command('/deal D-1'))).toContain('D-1 Globex rollout')
    expect(words(await ana.command('/deal #1'))).toContain('D-1 Globex rollout')
  })

  it('answers buttons that no longer exist', async () => {
    const { slack, card, told } = await openOffice()
    await slack.as('Ana').command('/deal new Acme')
    const shown = await card('D-1')
    const blocks = JSON.parse(JSON.stringify(shown.blocks).replaceAll('card.won', 'retired.button'))
    await slack.as('Ana').click({ ...shown, blocks }, 'Won')
    expect(words(await told('Ana', /old/))).toContain('This card is old')
    const elsewhere = JSON.parse(JSON.stringify(shown.blocks).replaceAll('deal:1:1', 'something-else'))
    await slack.as('Ben').click({ ...shown, blocks: elsewhere }, 'Won')
    expect(words(await told('Ben', /old/))).toContain('This card is old')
  })

  it('shows a bug as a reference that is also in the log, and nothing else of it', async () => {
    const logged: object[] = []
    const { slack, database } = await openOffice({ log: { ...quietLog, error: (fields) => logged.push(fields) } })
    await slack.as('Ana').command('/deal')
    await database.maintenance.schema.dropTable('notes').execute()
    await slack.as('Ana').command('/deal new Acme')
    const text = words(await slack.as('Ana').command('/deal note D-1 hello'))
    const reference = /reference ([2-9A-Z]{4})/.exec(text)?.[1]
    expect(text).not.toMatch(/SQL|table|notes/i)
    expect(logged).toContainEqual(expect.objectContaining({ reference }))
  })

  it('takes a redelivered event in silence', async () => {
    const { slack } = await openOffice()
    const id = await slack.as('Ana').openHome()
    expect(await slack.redeliver(id)).toMatchObject({ status: 200 })
  })

  it('offers nothing where somebody searches in a menu that is gone', async () => {
    const { slack } = await openOffice()
    const { modal } = await slack.as('Ana').command('/deal new')
    const old = JSON.parse(JSON.stringify(modal).replaceAll('deal.owner', 'gone'))
    expect(await slack.as('Ana').typeahead(old, 'Owner', 'ana')).toEqual([])
  })

  it('comes with a manifest', () => {
    expect(manifest('https://deals.example', { socketMode: false })).toMatchObject({
      settings: { socket_mode_enabled: false },
    })
  })
})
