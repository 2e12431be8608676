import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import type { Log } from '../core/index.ts'
import { type Emulated, openEmulated, personToken } from './api/emulated.ts'
import { type RecordedCall, webApi } from './api/server.ts'
import { type RegisteredApp, Tokens } from './api/tokens.ts'
import { Events, type SentEvent, type SlackEvent, tokensEnded } from './events.ts'
import { type Fault, type FaultOptions, Faults } from './faults.ts'
import { Interactions } from './interactions.ts'
import type { Message } from './model.ts'
import { Person, type PersonDeps } from './person.ts'
import { createSender, type Delivery } from './requests.ts'
import { ResponseUrls } from './response-url.ts'
import { sandboxRoutes } from './routes.ts'
import { keepState, readState } from './state-file.ts'
import { noSuggestions, type Suggestions } from './suggestions.ts'
import { findPerson, sampleTeam, type Team } from './team.ts'
import { Triggers } from './triggers.ts'
import { asSlackPassesOn } from './typed.ts'
import { Workspace } from './workspace.ts'

export { readable } from './labels.ts'
export type { Message, View } from './model.ts'
export type { Person } from './person.ts'
export type { Seen } from './seen.ts'
export type { Suggestions } from './suggestions.ts'

const LOOK_AGAIN_MS = 10

export type Deliver = (request: Request) => Promise<Response>

export interface SandboxOptions {
  /** The app's `POST /slack/events`; can be told later by `connect`, because the app needs `apiUrl` first. */
  deliver?: Deliver
  signingSecret: string
  botToken: string
  now: () => Date
  log: Log
  /** Where the workspace is kept through a restart; null keeps it in memory only. */
  stateFile: string | null
  team?: Team
  /** For an app that workspaces install. */
  app?: RegisteredApp
  /** What the page proposes: the app's commands and shortcuts, and what to try first. */
  suggestions?: Suggestions
}

/** A Slack workspace in a box: the Web API for the app, and people who use the app. */
export interface Sandbox {
  /** What `SLACK_API_URL` must be. */
  apiUrl: string
  workspace: Workspace
  /** The page a person can use, to be mounted at `/sandbox`. */
  routes: Hono
  connect(deliver: Deliver): void
  /** Somebody at their Slack, by first name, full name, handle or id. */
  as(who: string): Person
  /** Makes a Web API method fail: `fail('chat.update', 429, { retryAfter: 2, times: 1 })`, an error name, or 'timeout'. */
  fail(method: string, fault: Fault, options?: FaultOptions): void
  /** Ends the failing of one method, or of all. */
  mend(method?: string): void
  /** What is failing now, by method. */
  failing(): Record<string, string>
  /** Somebody agrees to, or declines, an installation at its address; gives where their browser is sent then. */
  consent(authorizeUrl: string, who: string, answer?: { agrees: boolean }): string
  /** Ends the app's tokens: it was removed, or its tokens were revoked. The app hears of it unless `quietly`. */
  endTokens(how: 'app_uninstalled' | 'tokens_revoked', options?: { quietly?: boolean }): Promise<void>
  /** Lets tokens that were ended serve again. */
  restoreTokens(): void
  /** The calls that the app has made, of one method or all, oldest first. */
  calls(method?: string): RecordedCall[]
  /** The events that the app was sent. */
  events(): readonly SentEvent[]
  /** Sends an event again under the same id, as a retry. */
  redeliver(eventId: string): Promise<Delivery>
  /** Sends what an event told again, under another id. */
  resend(eventId: string): Promise<SentEvent>
  /** Sends an event of your own making, also as from a channel that is shared with another company. */
  event(event: SlackEvent, options?: { shared?: boolean }): Promise<SentEvent>
  /** Waits until `look` finds something. Throws after `withinMs` (2000). */
  until<T>(look: () => T | null | undefined | false, withinMs?: number): Promise<T>
  close(): Promise<void>
}

/** Opens the workspace as it was left, on a loopback port of its own. */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { team = sampleTeam, suggestions = noSuggestions, now, log, signingSecret, botToken } = options
  const workspace = new Workspace(team, now, await readState(options.stateFile))
  const stopKeeping = keepState(options.stateFile, workspace)
  const triggers = new Triggers(now)
  const faults = new Faults()
  const calls: RecordedCall[] = []
  const closing = new AbortController()
  let emulated: Emulated
  let api: Hono
  const server = serve({ fetch: (request: Request) => api.fetch(request), port: 0, hostname: '127.0.0.1' })
  const origin = await listening(server)
  const responseUrls = new ResponseUrls(workspace, now, origin)
  emulated = await openEmulated({ team, botToken, origin })
  const known = [botToken, ...team.people.map((one) => personToken(one.id))]
  const tokens = new Tokens(team, { app: options.app, tokens: known, now })
  const signal = closing.signal
  api = webApi({
    workspace,
    triggers,
    faults,
    responseUrls,
    emulated: () => emulated,
    tokens,
    botToken,
    closing: signal,
    calls,
    now,
    log,
  })

  let deliver = options.deliver
  const sender = createSender({
    signingSecret,
    now,
    deliver: (request) => deliver?.(request) ?? Promise.reject(new Error('No app is connected to the sandbox')),
  })
  const interactions = new Interactions({ workspace, triggers, responseUrls, sender, log })
  const events = new Events({ workspace, sender, now })
  const post: PersonDeps['post'] = (...message) => postAs(workspace, emulated, ...message)
  const as = (who: string) => new Person(findPerson(team, who), { workspace, interactions, events, post })

  return {
    apiUrl: `${origin}/api/`,
    workspace,
    routes: sandboxRoutes({ workspace, interactions, as, suggestions, faults, closing: signal }),
    connect: (to) => {
      deliver = to
    },
    as,
    fail: (method, fault, how) => faults.fail(method, fault, how),
    mend: (method) => faults.mend(method),
    failing: () => faults.failing(),
    consent: (url, who, { agrees } = { agrees: true }) => tokens.answer(url, findPerson(team, who), agrees),
    endTokens: async (how, { quietly = false } = {}) => {
      tokens.end(how === 'app_uninstalled' ? 'account_inactive' : 'token_revoked')
      if (!quietly) await events.send(tokensEnded(workspace, how))
    },
    restoreTokens: () => tokens.restore(),
    calls: (method) => calls.filter((one) => !method || one.method === method),
    events: () => events.sent,
    redeliver: (id) => events.redeliver(id),
    resend: (id) => events.resend(id),
    event: (event, how) => events.send(event, how),
    until,
    close: async () => {
      closing.abort()
      await stopKeeping()
      await emulated.close()
      await new Promise((resolve) => {
        server.close(resolve)
        if ('closeAllConnections' in server) server.closeAllConnections()
      })
    },
  }
}

async function listening(server: ReturnType<typeof serve>): Promise<string> {
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('The sandbox has no port')
  return `http://127.0.0.1:${address.port}`
}

async function postAs(
  workspace: Workspace,
  emulated: Emulated,
  ...[user, channel, typed, under]: Parameters<PersonDeps['post']>
): Promise<Message> {
  const text = asSlackPassesOn(typed, workspace.team)
  const thread = under ? { thread_ts: under.thread_ts ?? under.ts } : {}
  if (under) await emulated.recall(workspace.find(channel, under.thread_ts ?? under.ts) ?? under)
  const answer = await emulated.call(personToken(user), 'chat.postMessage', { channel, text, ...thread })
  if (!answer.ok) throw new Error(`Slack refused the message: ${answer.error}`)
  const ts = workspace.nextTs()
  emulated.pair(ts, String(answer.ts))
  return workspace.show({ channel, ts, user, text, ...thread })
}

/** Looks again every few milliseconds, because not everything that is waited for is a change of the workspace. */
async function until<T>(look: () => T | null | undefined | false, withinMs = 2000): Promise<T> {
  for (let waited = 0; waited <= withinMs; waited += LOOK_AGAIN_MS) {
    const found = look()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
  throw new Error(`Nothing of the kind was seen within ${withinMs} ms: ${look}`)
}
