import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { buildBot } from '../../src/bot/index.ts'
import { sqlite } from '../support/databases.ts'
import { quietLog } from '../support/quiet-log.ts'
import { openSocketSlack } from '../support/socket-slack.ts'

const ANSWERS = {
  'auth.test': { team_id: 'T1', team: 'Northwind' },
  'users.info': { user: { id: 'U1', team_id: 'T1', real_name: 'Ana Reyes' } },
}

async function overSocket() {
  const slack = await openSocketSlack(ANSWERS)
  const bot = buildBot({
    database: await sqlite.fresh(),
    settings: {
      signingSecret: '',
      botToken: 'xoxb-1',
      appToken: 'xapp-1',
      slackApiUrl: slack.apiUrl,
      responseHost: null,
      publicUrl: 'https://deals.example',
    },
    now: () => new Date(),
    log: quietLog,
  })
  return { slack, bot }
}

describe('the bot in Socket Mode', () => {
  it('answers commands over the socket', async () => {
    const { slack, bot } = await overSocket()
    await bot.start()
    const payload = { command: '/deal', text: 'new Acme 12k', team_id: 'T1', user_id: 'U1', channel_id: 'C1' }
    const answer = await slack.send({
      type: 'slash_commands',
      envelope_id: 'e1',
      accepts_response_payload: true,
      payload,
    })
    expect(JSON.stringify(answer)).toContain('You created *D-1 Acme*: $12,000')
    await bot.stop()
  })

  it('takes nothing over HTTP, not even what is signed with no secret', async () => {
    const { bot } = await overSocket()
    const [body, timestamp] = ['command=/deal&team_id=T1&user_id=U1', String(Math.floor(Date.now() / 1000))]
    const signature = `v0=${createHmac('sha256', '').update(`v0:${timestamp}:${body}`).digest('hex')}`
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature,
    }
    const request = new Request('http://localhost/slack/events', { method: 'POST', body, headers })
    expect((await bot.handle(request)).status).toBe(401)
  })
})
