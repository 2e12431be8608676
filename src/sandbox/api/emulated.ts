import { createEmulator } from 'emulate'
import type { Message } from '../model.ts'
import { directChannelOf, type Team } from '../team.ts'
import type { Answer, Params } from './answer.ts'
import { Ids } from './ids.ts'

/** The stateful Slack Web API of `emulate`, spoken to in this workspace's own ids. */
export interface Emulated {
  call(token: string, method: string, params: Params): Promise<Answer>
  /** Makes `ours` the id that people and the app know for something that `emulate` has just named. */
  pair(ours: string, theirs: string): void
  /** Brings back a message that was posted before the restart, if it is not there yet. */
  recall(message: Message): Promise<void>
  /** Hands a request on as it is: uploads and downloads of files. */
  pass(request: Request): Promise<Response>
  close(): Promise<void>
}

/** The token with which a person's own posts reach the Web API. */
export const personToken = (id: string): string => `xoxp-${id}`

export interface EmulatedOptions {
  team: Team
  botToken: string
  /** Where the Web API is reached from outside; upload addresses begin with it. */
  origin: string
}

/** Starts the emulated Web API with the team in it. */
export async function openEmulated(options: EmulatedOptions): Promise<Emulated> {
  const { team, botToken, origin } = options
  const emulator = await createEmulator({ service: 'slack', port: 0, seed: seedOf(team, botToken) })
  const base = `http://127.0.0.1:${new URL(emulator.url).port}`
  const ids = new Ids()
  const call = async (token: string, method: string, params: Params): Promise<Answer> => {
    const response = await fetch(`${base}/api/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: ids.toTheirs(JSON.stringify(params)),
    })
    const body = await response.text()
    if (response.status === 404) return { ok: false, error: 'unknown_method' }
    return JSON.parse(ids.toOurs(body).replaceAll(emulator.url, origin)) as Answer
  }
  const emulated: Emulated = {
    call,
    pair: (ours, theirs) => ids.pair(ours, theirs),
    recall: async (message) => {
      if (!ids.knows(message.ts)) await repost(emulated, options, message)
    },
    pass: (request) => passOn(request, base),
    close: () => emulator.close(),
  }
  await learnIds(emulated, team, botToken)
  return emulated
}

function seedOf(team: Team, botToken: string): { slack: object; tokens: Record<string, never> } {
  const { app } = team
  const bot = { app_id: app.id, bot_id: app.botId, bot_user_id: app.userId }
  return {
    tokens: {},
    slack: {
      team: { name: team.name, domain: team.domain },
      users: team.people.map((one) => ({
        name: one.name,
        real_name: one.realName,
        email: one.email,
        is_admin: one.isAdmin,
      })),
      channels: team.channels.map((one) => ({ name: one.name, topic: one.topic })),
      oauth_apps: [
        { ...bot, client_id: app.id, client_secret: '', name: app.name, bot_name: app.userName, redirect_uris: [] },
      ],
      tokens: [
        { ...bot, token: botToken, type: 'bot', user_id: app.userId },
        ...team.people.map((one) => ({ token: personToken(one.id), type: 'user', user: one.name })),
      ],
    },
  }
}

interface Named {
  id: string
  name: string
}

async function learnIds(emulated: Emulated, team: Team, botToken: string): Promise<void> {
  const ask = async (method: string, params: Params = {}) => {
    const answer = await emulated.call(botToken, method, params)
    if (!answer.ok) throw new Error(`The emulated Slack refused ${method}: ${answer.error}`)
    return answer
  }
  emulated.pair(team.id, String((await ask('auth.test')).team_id))
  const users = (await ask('users.list')).members as Named[]
  for (const { id, name } of team.people) pairByName(emulated, users, id, name)
  const channels = (await ask('conversations.list')).channels as Named[]
  for (const { id, name } of team.channels) pairByName(emulated, channels, id, name)
  const everyone = [botToken, ...team.people.map((one) => personToken(one.id))]
  for (const { id } of team.channels)
    await Promise.all(everyone.map((token) => emulated.call(token, 'conversations.join', { channel: id })))
  for (const { id } of team.people) {
    const { channel } = await ask('conversations.open', { users: id })
    emulated.pair(directChannelOf(id), (channel as Named).id)
  }
}

function pairByName(emulated: Emulated, found: Named[], id: string, name: string): void {
  const theirs = found.find((one) => one.name === name)
  if (!theirs) throw new Error(`The emulated Slack does not know ${name}`)
  emulated.pair(id, theirs.id)
}

async function repost(emulated: Emulated, { team, botToken }: EmulatedOptions, message: Message): Promise<void> {
  const { user, channel, ts, text, blocks, thread_ts } = message
  const token = user === team.app.userId ? botToken : personToken(user)
  const answer = await emulated.call(token, 'chat.postMessage', { channel, text: text || ' ', blocks, thread_ts })
  if (answer.ok) emulated.pair(ts, String(answer.ts))
}

async function passOn(request: Request, base: string): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const body = request.method === 'GET' ? null : await request.arrayBuffer()
  const headers: Record<string, string> = {}
  // Those about the connection and the length belong to the request that came in, not to the one that goes on.
  for (const name of ['authorization', 'content-type']) {
    const value = request.headers.get(name)
    if (value) headers[name] = value
  }
  return fetch(`${base}${pathname}${search}`, { method: request.method, headers, body })
}
