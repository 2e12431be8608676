import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openOffice } from '../../support/office.ts'
import { slackSecrets } from '../../support/slack.ts'

const NOW = new Date('2026-11-23T08:00:00Z')
const FORM = 'application/x-www-form-urlencoded'
const command = (text: string): string =>
  new URLSearchParams({ command: '/deal', text, team_id: 'T0SANDBOX1', user_id: 'U0ANA00001' }).toString()

interface Posted {
  secret?: string
  at?: Date
  type?: string
  method?: string
}

function signed(
  body: string,
  { secret = slackSecrets.signingSecret, at = NOW, type = FORM, method = 'POST' }: Posted = {},
): Request {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`
  const headers = { 'content-type': type, 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature }
  return new Request('http://localhost/slack/events', { method, headers, ...(method === 'POST' && { body }) })
}

const minutesFromNow = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000)

describe('POST /slack/events', () => {
  it('answers a command that Slack signed, whether or not its form names a charset', async () => {
    const { bot } = await openOffice({ now: () => NOW })
    for (const type of [FORM, `${FORM}; charset=utf-8`]) {
      const response = await bot.handle(signed(command(`help ${type.length > 40 ? 'new' : ''}`), { type }))
      expect(response.status).toBe(200)
      expect(await response.json()).toMatchObject({ response_type: 'ephemeral' })
    }
  })

  it('refuses a request that somebody else signed', async () => {
    const { bot } = await openOffice({ now: () => NOW })
    expect((await bot.handle(signed(command('help'), { secret: 'guessed' }))).status).toBe(401)
    const unsigned = new Request('http://localhost', {
      method: 'POST',
      body: command('help'),
      headers: { 'content-type': FORM },
    })
    expect((await bot.handle(unsigned)).status).toBe(401)
  })

  it('refuses what was signed more than five minutes ago, or more than five minutes ahead', async () => {
    const { bot } = await openOffice({ now: () => NOW })
    const statusAt = async (minutes: number) =>
      (await bot.handle(signed(command('help'), { at: minutesFromNow(minutes) }))).status
    expect(await Promise.all([-6, 6, -4, 4].map(statusAt))).toEqual([401, 401, 200, 200])
  })

  it('does nothing the second time when the same signed request comes again', async () => {
    const { bot, database } = await openOffice({ now: () => NOW })
    const body = command('help')
    expect(await (await bot.handle(signed(body))).text()).toContain('What you can say')
    const again = await bot.handle(signed(body))
    expect([again.status, await again.text()]).toEqual([200, ''])
    expect(await database.read.selectFrom('members').selectAll().execute()).toHaveLength(1)
  })

  it('refuses more than a megabyte, with and without a content length', async () => {
    const { bot } = await openOffice({ now: () => NOW })
    const large = command('x'.repeat(1024 * 1024))
    expect((await bot.handle(signed(large))).status).toBe(413)
    const streamed = new Request('http://localhost', {
      method: 'POST',
      body: new Blob([large]).stream(),
      headers: { 'content-type': FORM },
      duplex: 'half',
    } as RequestInit)
    expect((await bot.handle(streamed)).status).toBe(413)
  })

  it('refuses other methods and media types', async () => {
    const { bot } = await openOffice({ now: () => NOW })
    expect((await bot.handle(signed('', { method: 'GET' }))).status).toBe(405)
    expect((await bot.handle(signed(command('help'), { type: 'text/plain' }))).status).toBe(415)
  })

  it('refuses malformed bodies without a stir', async () => {
    const { bot } = await openOffice({ now: () => NOW })
    const json = 'application/json'
    const forms = [
      '',
      'payload=%7B',
      'payload=null',
      'payload=%5B%5D',
      'command=deal',
      'payload=%7B%22type%22%3A%22block_actions%22%7D',
    ]
    const jsons = [
      '{',
      'null',
      '[]',
      '42',
      '{"type":"event_callback"}',
      '{"type":"event_callback","team_id":"T","event":7}',
    ]
    const bodies = [...forms.map((body) => [body, FORM]), ...jsons.map((body) => [body, json])] as const
    for (const [body, type] of bodies) {
      expect([body, (await bot.handle(signed(String(body), { type: String(type) }))).status]).toEqual([body, 400])
    }
  })

  it('answers the challenge with which Slack checks the address', async () => {
    const { bot } = await openOffice({ now: () => NOW })
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc', token: 'x' })
    const response = await bot.handle(signed(body, { type: 'application/json' }))
    expect(await response.json()).toEqual({ challenge: 'abc' })
  })

  it('takes an event it has no use for in silence', async () => {
    const { bot } = await openOffice({ now: () => NOW })
    const body = {
      type: 'event_callback',
      team_id: 'T0SANDBOX1',
      event_id: 'Ev1',
      event: { type: 'team_join', user: 'U1' },
    }
    const response = await bot.handle(signed(JSON.stringify(body), { type: 'application/json' }))
    expect([response.status, await response.text()]).toEqual([200, ''])
  })
})
