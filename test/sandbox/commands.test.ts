import type { App } from '@slack/bolt'
import { afterEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../src/sandbox/index.ts'
import { slackFor } from '../support/slack.ts'
import { withTinyApp } from '../support/tiny-app.ts'

let slack: Sandbox
afterEach(() => slack.close())

async function withApp(listen: (app: App) => void): Promise<void> {
  slack = await withTinyApp(listen)
}

describe('a command', () => {
  it('arrives as Slack sends it, and its acknowledgement is only visible to the person', async () => {
    const bodies: object[] = []
    await withApp((app) =>
      app.command('/deal', async ({ ack, body }) => {
        bodies.push(body)
        await ack(`You typed ${body.text}`)
      }),
    )
    const seen = await slack.as('Ana').command('/deal new Acme 12k', { channel: '#sales' })
    expect(seen.ephemeral?.text).toBe('You typed new Acme 12k')
    expect(bodies[0]).toMatchObject({
      user_id: 'U0ANA00001',
      channel_name: 'sales',
      team_id: 'T0SANDBOX1',
      command: '/deal',
    })
    expect(slack.as('Ana').ephemeral('sales')).toHaveLength(1)
    expect(slack.as('Ben').ephemeral('sales')).toHaveLength(0)
  })

  it('comes without a charset in its content type', async () => {
    const types: (string | null)[] = []
    slack = await slackFor(() => async (request) => {
      types.push(request.headers.get('content-type'))
      return new Response('')
    })
    await slack.as('Ana').command('/deal')
    expect(types).toEqual(['application/x-www-form-urlencoded'])
  })

  it('fails with operation_timeout when nobody acknowledges within three seconds', async () => {
    await withApp((app) => app.command('/deal', async () => {}))
    const ana = slack.as('Ana')
    expect(await ana.command('/deal', { channel: 'sales' })).toEqual({ trouble: 'operation_timeout' })
    const said = '/deal failed with the error “operation_timeout”'
    expect(ana.ephemeral('sales')).toMatchObject([{ user: 'USLACKBOT', text: said, onlyFor: ana.id }])
  }, 8000)

  it('fails with dispatch_failed when the app answers with an error', async () => {
    slack = await slackFor(() => async () => new Response('no', { status: 500 }))
    expect(await slack.as('Ana').command('/deal')).toEqual({ trouble: 'dispatch_failed' })
  })

  it('fails when the answer breaks a limit, and says which', async () => {
    await withApp((app) =>
      app.command('/deal', async ({ ack }) =>
        ack({ text: 'Deal', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } }] }),
      ),
    )
    const seen = await slack.as('Ana').command('/deal')
    expect(seen.trouble).toBe('invalid_command_response')
    expect(seen.reasons?.[0]).toContain('must be less than 3001 characters')
  })

  it('is answered later through its response_url, five times and no more', async () => {
    const statuses: number[] = []
    await withApp((app) =>
      app.command('/deal', async ({ ack, body }) => {
        for (let post = 1; post <= 6; post++) {
          const answer = JSON.stringify({
            text: `answer ${post}`,
            response_type: post === 2 ? 'in_channel' : 'ephemeral',
          })
          statuses.push((await fetch(body.response_url, { method: 'POST', body: answer })).status)
        }
        await ack()
      }),
    )
    await slack.as('Ana').command('/deal', { channel: 'sales' })
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404])
    expect(
      slack
        .as('Ben')
        .messages('sales')
        .map((one) => one.text),
    ).toEqual(['answer 2'])
    expect(
      slack
        .as('Ana')
        .ephemeral('sales')
        .map((one) => one.text),
    ).toContain('answer 5')
  })
})
