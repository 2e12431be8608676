import { createHmac } from 'node:crypto'
import { describe, expect, it, onTestFinished } from 'vitest'
import { buildBot } from '../../src/bot/index.ts'
import { startWorker } from '../../src/worker.ts'
import { sqlite } from '../support/databases.ts'
import { quietLog } from '../support/quiet-log.ts'
import { openSocketSlack } from '../support/socket-slack.ts'

const ANSWERS = {
  'auth.test': { team_id: 'T1', team: 'Northwind' },
  'users.info': { user: { id: 'U1', team_id: 'T1', real_name: 'Ana Reyes' } },
}

async function overSocket(answers: Record<string, object> = {}) {
  const slack = await openSocketSlack({ ...ANSWERS, ...answers })
  const database = await sqlite.fresh()
  const [now, log] = [() => new Date(), quietLog]
  const bot = buildBot({
    database,
    settings: {
      signingSecret: '',
      botToken: 'xoxb-1',
      appToken: 'xapp-1',
      slackApiUrl: slack.apiUrl,
      responseHost: null,
      publicUrl: 'https://deals.example',
    },
    now,
    log,
  })
  const worker = startWorker({ database, handlers: bot.jobHandlers, now, log })
  onTestFinished(async () => {
    await worker.stop()
    await bot.stop()
  })
  const command = (envelope_id: string, text: string) =>
    slack.send({
      type: 'slash_commands',
      envelope_id,
      accepts_response_payload: true,
      payload: { command: '/deal', text, team_id: 'T1', user_id: 'U1', channel_id: 'C1' },
    })
  const deals = () => database.read.selectFrom('opportunities').select(['name', 'status']).orderBy('number').execute()
  return { slack, bot, command, deals }
}

describe('the bot in Socket Mode', () => {
  it('answers commands over the socket', async () => {
    const { bot, command } = await overSocket()
    await bot.start()
    expect(JSON.stringify(await command('e1', 'new Acme 12k'))).toContain('You created *D-1 Acme*: $12,000')
  })

  it('does once what comes in the same envelope twice', async () => {
    const { bot, command, deals } = await overSocket()
    await bot.start()
    await command('e1', 'new Acme 12k')
    expect(JSON.stringify(await command('e1', 'new Acme 12k'))).not.toContain('"D-2')
    expect(await deals()).toHaveLength(1)
  })

  it('goes on over a new connection when Slack ends the old one, or the line is cut', async () => {
    const { slack, bot, command } = await overSocket()
    await bot.start()
    await slack.recycle('warning')
    await slack.recycle()
    expect(JSON.stringify(await command('e1', 'new Acme 12k'))).toContain('D-1 Acme')
    await slack.cut()
    expect(JSON.stringify(await command('e2', 'show D-1'))).toContain('D-1 Acme')
    expect(slack.connections()).toBe(4)
    await slack.ping()
  })

  it('takes buttons and forms over the socket', async () => {
    const { slack, bot, command, deals } = await overSocket()
    await bot.start()
    await command('e1', 'new Acme 12k')
    const person = { user: { id: 'U1', team_id: 'T1' }, team: { id: 'T1' } }
    const action = { type: 'button', action_id: 'card.won', block_id: 'deal:1:1', value: '' }
    const container = { type: 'message', message_ts: '1.2', channel_id: 'C1', is_ephemeral: false }
    const pressed = { type: 'block_actions', ...person, channel: { id: 'C1' }, container, actions: [action] }
    await slack.send({ type: 'interactive', envelope_id: 'e2', accepts_response_payload: false, payload: pressed })
    await expect.poll(deals).toEqual([{ name: 'Acme', status: 'won' }])
    const view = { id: 'V1', callback_id: 'gone', private_metadata: '', state: { values: { name: {} } } }
    const sent = { type: 'view_submission', ...person, view }
    const refused = await slack.send({ type: 'interactive', envelope_id: 'e3', payload: sent })
    expect(JSON.stringify(refused)).toContain('This card is old')
  })

  it('works on events that come over the socket, once', async () => {
    const { slack, bot, command } = await overSocket()
    await bot.start()
    await command('e1', 'help')
    const event = { type: 'app_home_opened', user: 'U1', tab: 'home', channel: 'D1', event_ts: '1.1' }
    const payload = { type: 'event_callback', team_id: 'T1', event_id: 'Ev1', event_time: 1, event }
    for (const envelope_id of ['e2', 'e3']) await slack.send({ type: 'events_api', envelope_id, payload })
    await expect.poll(() => slack.calls('views.publish').length).toBe(1)
    expect(slack.calls('views.publish')[0]?.get('user_id')).toBe('U1')
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(slack.calls('views.publish')).toHaveLength(1)
  })

  it('says in a sentence that Slack does not take the app token', async () => {
    const refusal = { ok: false, error: 'invalid_auth' }
    const { bot } = await overSocket({ 'apps.connections.open': refusal })
    await expect(bot.start()).rejects.toThrow(
      'Slack does not take SLACK_APP_TOKEN (invalid_auth). Make one with connections:write: Basic Information, at api.slack.com/apps.',
    )
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
