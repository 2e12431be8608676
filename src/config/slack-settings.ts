import type { SettingsReader } from './settings-reader.ts'

const credentials = [
  'SLACK_SIGNING_SECRET',
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
] as const

/** How Slack reaches us. Where `botToken` is null, workspaces come by installation and bring their own. */
export type SlackConnection =
  | { readonly mode: 'sandbox' }
  | { readonly mode: 'http'; readonly signingSecret: string; readonly botToken: string | null }
  | { readonly mode: 'socket'; readonly appToken: string; readonly botToken: string | null }

export type SlackSettings = SlackConnection & {
  /** Installs from many workspaces, and Sign in with Slack. */
  readonly client: { readonly id: string; readonly secret: string } | null
  /** Where the Slack Web API is, with a slash at its end. */
  readonly apiUrl: string
  /** The host, without port, whose `response_url` is trusted beside `hooks.slack.com`; null unless SLACK_API_URL is set. */
  readonly responseHost: string | null
}

/** Which way Slack reaches us, or the sandbox where nothing is set and this is not production. */
export function readSlack(read: SettingsReader, production: boolean): SlackSettings {
  const apiUrl = read.url('SLACK_API_URL', 'https://slack.com/api/').replace(/\/?$/, '/')
  const responseHost = read.text('SLACK_API_URL') === null ? null : new URL(apiUrl).hostname
  const given = credentials.filter((name) => read.text(name) !== null)
  const wanted = read.flag('DEALWRIGHT_SANDBOX')
  if (wanted && production) read.mistake('DEALWRIGHT_SANDBOX cannot be 1 with NODE_ENV=production: remove one of them.')
  if (wanted && given.length > 0) {
    read.mistake(
      `DEALWRIGHT_SANDBOX is 1, but ${given.join(', ')} would connect a real workspace: remove one or the other.`,
    )
  }
  if (wanted ?? (given.length === 0 && !production)) return { mode: 'sandbox', client: null, apiUrl, responseHost }

  if (given.length === 0) {
    const why = production ? 'NODE_ENV is production' : 'DEALWRIGHT_SANDBOX is 0'
    read.mistake(`${why}, so a Slack workspace is needed: set SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN.`)
  }
  return { ...readConnection(read), client: readClient(read), apiUrl, responseHost }
}

function readConnection(read: SettingsReader): SlackConnection {
  const signingSecret = read.text('SLACK_SIGNING_SECRET')
  const appToken = readToken(read, 'SLACK_APP_TOKEN', 'xapp-')
  const botToken = readToken(read, 'SLACK_BOT_TOKEN', 'xoxb-')
  const installs = read.text('SLACK_CLIENT_ID') !== null
  if (!botToken && !installs && (appToken || signingSecret)) {
    read.mistake('SLACK_BOT_TOKEN is missing: copy the Bot User OAuth Token of your Slack app, or set SLACK_CLIENT_ID.')
  }
  if (!appToken && !signingSecret && (botToken || installs)) {
    read.mistake(
      'SLACK_SIGNING_SECRET is missing: copy it from your Slack app, or set SLACK_APP_TOKEN for Socket Mode.',
    )
  }
  return appToken
    ? { mode: 'socket', appToken, botToken }
    : { mode: 'http', signingSecret: signingSecret ?? '', botToken }
}

/** A token of Slack; two tokens in each other's place are told by how Slack begins them. */
function readToken(read: SettingsReader, name: string, start: string): string | null {
  const token = read.text(name)
  const isAnotherKind = token !== null && /^x(app|ox[a-z])-/.test(token) && !token.startsWith(start)
  if (isAnotherKind) read.mistake(`${name} holds another kind of token: it should start with ${start}.`)
  return token
}

function readClient(read: SettingsReader): SlackSettings['client'] {
  const id = read.text('SLACK_CLIENT_ID')
  const secret = read.text('SLACK_CLIENT_SECRET')
  if (id && secret) return { id, secret }
  if (id) read.mistake('SLACK_CLIENT_SECRET is missing: SLACK_CLIENT_ID works only with it.')
  if (secret) read.mistake('SLACK_CLIENT_ID is missing: SLACK_CLIENT_SECRET works only with it.')
  return null
}
