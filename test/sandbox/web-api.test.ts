import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../src/sandbox/index.ts'
import { slackFor, slackSecrets } from '../support/slack.ts'

const noApp = () => async () => new Response('')
const clientOf = (sandbox: Sandbox) =>
  new WebClient(slackSecrets.botToken, {
    slackApiUrl: sandbox.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 500,
  })

let clock = new Date('2026-11-23T09:00:00Z')
const later = (ms: number) => {
  clock = new Date(clock.getTime() + ms)
}

describe('the Web API in the box', () => {
  let slack: Sandbox
  let client: WebClient
  beforeEach(async () => {
    slack = await slackFor(noApp, { now: () => clock })
    client = clientOf(slack)
  })
  afterEach(() => slack.close())

  it('knows the team, its people and the app by the same ids each time', async () => {
    const [self, ana, list, me] = await Promise.all([
      client.auth.test(),
      client.users.info({ user: 'U0ANA00001' }),
      client.users.list({}),
      client.users.conversations({}),
    ])
    expect(self).toMatchObject({ team_id: 'T0SANDBOX1', user_id: 'U0DEALBOT1', bot_id: 'B0DEALBOT1' })
    expect(ana.user).toMatchObject({
      tz: 'Europe/Berlin',
      is_admin: false,
      profile: { email: 'ana@northwind.example' },
    })
    expect(list.members?.map((one) => one.name)).toEqual(['ana', 'ben', 'mia', 'dana', 'dealwright'])
    expect(me.channels?.map((one) => one.id)).toEqual(['C0GENERAL1', 'C0SALES001', 'C0WINS0001'])
  })

  it('posts to a person in the direct conversation that conversations.open tells', async () => {
    const opened = await client.conversations.open({ users: 'U0ANA00001' })
    const posted = await client.chat.postMessage({ channel: 'U0ANA00001', text: 'Hello' })
    expect([opened.channel?.id, posted.channel]).toEqual(['D0ANA00001', 'D0ANA00001'])
    expect(slack.as('Ana').messages()[0]?.text).toBe('Hello')
  })

  it('changes and deletes what the app posted, and refuses what it did not', async () => {
    const { ts = '' } = await client.chat.postMessage({ channel: 'C0SALES001', text: 'one' })
    await client.chat.update({ channel: 'C0SALES001', ts, text: 'two' })
    expect(slack.as('Ana').messages('sales')[0]).toMatchObject({ text: 'two', edited: true })
    const said = await slack.as('Ben').say('sales', 'mine')
    await expect(client.chat.update({ channel: 'C0SALES001', ts: said.ts, text: 'no' })).rejects.toThrow('cant_update')
    await client.chat.delete({ channel: 'C0SALES001', ts })
    await expect(client.chat.update({ channel: 'C0SALES001', ts, text: 'x' })).rejects.toThrow('message_not_found')
  })

  it('shows an ephemeral message to one person', async () => {
    await client.chat.postEphemeral({ channel: 'C0GENERAL1', user: 'U0BEN00001', text: 'psst' })
    expect(slack.as('Ben').ephemeral('general')).toHaveLength(1)
    expect(slack.as('Ana').ephemeral('general')).toHaveLength(0)
  })

  it('takes a file in three steps and shows it in the channel', async () => {
    await client.filesUploadV2({ channel_id: 'C0SALES001', filename: 'chart.png', file: Buffer.from('pixels') })
    const [message] = slack.as('Mia').messages('sales')
    const file = slack.workspace.state.files[message?.files?.[0]?.id ?? '']
    expect(Buffer.from(file?.base64 ?? '', 'base64').toString()).toBe('pixels')
  })

  it('answers 200 to a method that Slack does not have', async () => {
    const response = await fetch(`${slack.apiUrl}no.such.method`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slackSecrets.botToken}` },
    })
    expect([response.status, await response.json()]).toEqual([200, { ok: false, error: 'unknown_method' }])
  })

  it('refuses a wrong token', async () => {
    await expect(new WebClient('xoxb-wrong', { slackApiUrl: slack.apiUrl }).auth.test()).rejects.toThrow('invalid_auth')
  })

  it('fails as it is told to, as often as it is told to, and remembers each call', async () => {
    const post = () => client.chat.postMessage({ channel: 'C0SALES001', text: 'x' })
    slack.fail('chat.postMessage', 429, { retryAfter: 2, times: 1 })
    await expect(post()).rejects.toMatchObject({ retryAfter: 2 })
    slack.fail('chat.postMessage', 'is_archived')
    await expect(post()).rejects.toThrow('is_archived')
    slack.fail('chat.postMessage', 'timeout', { times: 1 })
    await expect(post()).rejects.toThrow()
    slack.mend()
    await post()
    expect(slack.calls('chat.postMessage')).toHaveLength(4)
  })
})

describe('forms and Home', () => {
  let slack: Sandbox
  let client: WebClient
  let triggers: string[] = []
  beforeEach(async () => {
    triggers = []
    slack = await slackFor(
      () => async (request) => {
        triggers.push(new URLSearchParams(await request.text()).get('trigger_id') ?? '')
        return new Response('')
      },
      { now: () => clock },
    )
    client = clientOf(slack)
  })
  afterEach(() => slack.close())

  const text = (words: string) => ({ type: 'plain_text' as const, text: words })
  const view = { type: 'modal' as const, title: text('Form'), blocks: [{ type: 'divider' as const }] }
  const trigger = async () => {
    await slack.as('Ana').command('/deal')
    return triggers.at(-1) ?? ''
  }

  it('open once for a trigger, within three seconds', async () => {
    const trigger_id = await trigger()
    await client.views.open({ trigger_id, view })
    await expect(client.views.open({ trigger_id, view })).rejects.toThrow('exchanged_trigger_id')
    const late = await trigger()
    later(3001)
    await expect(client.views.open({ trigger_id: late, view })).rejects.toThrow('expired_trigger_id')
    await expect(client.views.open({ trigger_id: 'made up', view })).rejects.toThrow('invalid_trigger_id')
  })

  it('stack three high', async () => {
    await client.views.open({ trigger_id: await trigger(), view })
    await client.views.push({ trigger_id: await trigger(), view })
    await client.views.push({ trigger_id: await trigger(), view })
    await expect(client.views.push({ trigger_id: await trigger(), view })).rejects.toThrow('push_limit_reached')
  })

  it('refuse an update that was made from an older version', async () => {
    const { view: opened } = await client.views.open({ trigger_id: await trigger(), view })
    const hash = opened?.hash ?? ''
    await client.views.update({ view_id: opened?.id ?? '', hash, view })
    await expect(client.views.update({ view_id: opened?.id ?? '', hash, view })).rejects.toThrow('hash_conflict')
  })
})

describe('a workspace that is kept', () => {
  it('is the same after a restart: what was said, what Home shows, and what the app can still change', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-'))
    const stateFile = join(folder, 'slack.json')
    const before = await slackFor(noApp, { stateFile })
    const { ts = '' } = await clientOf(before).chat.postMessage({ channel: 'C0SALES001', text: 'Acme' })
    const blocks = [{ type: 'divider' as const }]
    await clientOf(before).views.publish({ user_id: 'U0MIA00001', view: { type: 'home', blocks } })
    await before.close()

    const after = await slackFor(noApp, { stateFile })
    await clientOf(after).chat.update({ channel: 'C0SALES001', ts, text: 'Acme, won' })
    expect(after.as('Ana').messages('sales')).toMatchObject([{ ts, text: 'Acme, won' }])
    expect(after.as('Mia').home?.blocks).toHaveLength(1)
    await after.close()
    await rm(folder, { recursive: true })
  })
})
