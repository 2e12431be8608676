import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from '../src/config.ts'

const secret = 's3cret-'.repeat(5)
const http = { SLACK_SIGNING_SECRET: 'abc', SLACK_BOT_TOKEN: 'xoxb-1', DEALWRIGHT_SECRET: secret }

function mistakesOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes
    throw error
  }
  return []
}

describe('without any setting', () => {
  test('the sandbox runs, for this machine alone, on SQLite, with a sample team', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      databaseUrl: 'sqlite:./data/dealwright.db',
      dataFolder: './data',
      secret: null,
      slack: { mode: 'sandbox', client: null, apiUrl: 'https://slack.com/api/', responseHost: null },
      oidcIssuer: 'https://slack.com',
      role: 'all',
      logLevel: 'info',
      sample: true,
    })
  })

  test('an empty value counts as absent, as in a copied .env.example', () => {
    expect(readConfig({ PORT: '', SLACK_BOT_TOKEN: ' ', DEALWRIGHT_ROLE: '' })).toEqual(readConfig({}))
  })

  test('.env.example, copied as it is, changes no default', () => {
    const example = parseEnv(readFileSync('.env.example', 'utf8')) as NodeJS.ProcessEnv
    const { slack, ...rest } = readConfig(example)
    expect({ ...rest, slack: { ...slack, responseHost: null } }).toEqual(readConfig({}))
  })

  test('nothing can be changed afterwards', () => {
    const config = readConfig({})
    expect(Object.isFrozen(config) && Object.isFrozen(config.slack)).toBe(true)
  })
})

describe('with Slack settings', () => {
  test('two settings are enough for one workspace on an embedded database', () => {
    const { DEALWRIGHT_SECRET: _, ...two } = http
    expect(readConfig(two)).toMatchObject({ slack: { mode: 'http' }, secret: null })
  })

  test('two settings and a secret connect one workspace over HTTP, on every interface and without the sample', () => {
    const config = readConfig(http)
    expect(config.slack).toMatchObject({ mode: 'http', signingSecret: 'abc', botToken: 'xoxb-1', client: null })
    expect(config).toMatchObject({ host: '0.0.0.0', secret, sample: false })
  })

  test('an app token chooses Socket Mode, even beside a signing secret', () => {
    const config = readConfig({ ...http, SLACK_APP_TOKEN: 'xapp-1' })
    expect(config.slack).toMatchObject({ mode: 'socket', appToken: 'xapp-1', botToken: 'xoxb-1' })
  })

  test('a client replaces the bot token, since every installation brings its own', () => {
    const { SLACK_BOT_TOKEN: _, ...rest } = http
    const config = readConfig({ ...rest, SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'def' })
    expect(config.slack).toMatchObject({ mode: 'http', botToken: null, client: { id: '1.2', secret: 'def' } })
  })

  test('another address of the Slack API is also trusted for response URLs', () => {
    const { slack } = readConfig({ ...http, SLACK_API_URL: 'http://127.0.0.1:4003/api' })
    expect(slack).toMatchObject({ apiUrl: 'http://127.0.0.1:4003/api/', responseHost: '127.0.0.1' })
  })

  test('a rotating bot token is a bot token', () => {
    expect(mistakesOf({ ...http, SLACK_BOT_TOKEN: 'xoxe.xoxb-1-abc' })).toEqual([])
  })
})

describe('values that are kept as they are given', () => {
  test.each([
    [{ PORT: '8080' }, { port: 8080, publicUrl: 'http://localhost:8080' }],
    [{ HOST: '0.0.0.0' }, { host: '0.0.0.0' }],
    [{ PUBLIC_URL: 'https://deals.example.com/' }, { publicUrl: 'https://deals.example.com' }],
    [{ DATABASE_URL: 'sqlite:/srv/deals/main.db' }, { dataFolder: '/srv/deals' }],
    [{ DATABASE_URL: 'postgres://u:p@db/deals' }, { databaseUrl: 'postgres://u:p@db/deals', dataFolder: './data' }],
    [{ DEALWRIGHT_SECRET: secret }, { secret }],
    [
      { DEALWRIGHT_ROLE: 'worker', LOG_LEVEL: 'debug' },
      { role: 'worker', logLevel: 'debug' },
    ],
    [{ DEALWRIGHT_SAMPLE: '0' }, { sample: false }],
    [{ DEALWRIGHT_SANDBOX: '1' }, { sample: true }],
    [{ OIDC_ISSUER: 'http://localhost:4000/' }, { oidcIssuer: 'http://localhost:4000' }],
  ])('%o', (env, expected) => {
    expect(readConfig(env)).toMatchObject(expected)
  })
})

describe('a mistake is named in a sentence', () => {
  const { SLACK_SIGNING_SECRET, SLACK_BOT_TOKEN, DEALWRIGHT_SECRET } = http
  test.each<[NodeJS.ProcessEnv, string]>([
    [{ PORT: 'http' }, 'PORT must be a whole number from 0 to 65535.'],
    [{ PORT: '70000' }, 'PORT must be a whole number from 0 to 65535.'],
    [{ PUBLIC_URL: 'deals.example.com' }, 'PUBLIC_URL must be an address that starts with https:// or http://.'],
    [{ PUBLIC_URL: 'https://a.example/deals' }, 'PUBLIC_URL must end after the host, as in https://a.example.'],
    [{ DATABASE_URL: 'mysql://db' }, 'DATABASE_URL must be sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME.'],
    [{ DATABASE_URL: 'sqlite:' }, 'DATABASE_URL must be sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME.'],
    [{ DEALWRIGHT_ROLE: 'bot' }, 'DEALWRIGHT_ROLE must be one of all, web, worker.'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of info, silent, fatal, error, warn, debug, trace.'],
    [{ DEALWRIGHT_SAMPLE: 'no' }, 'DEALWRIGHT_SAMPLE must be 1 or 0.'],
    [{ SLACK_API_URL: 'slack.com' }, 'SLACK_API_URL must be an address that starts with https:// or http://.'],
    [{ OIDC_ISSUER: 'slack' }, 'OIDC_ISSUER must be an address that starts with https:// or http://.'],
    [{ DEALWRIGHT_SECRET: 'short' }, 'DEALWRIGHT_SECRET is under 32 bytes: make one with: openssl rand -base64 32'],
    [
      { SLACK_SIGNING_SECRET, SLACK_BOT_TOKEN, DATABASE_URL: 'postgres://db/deals' },
      'DEALWRIGHT_SECRET is missing: make one with: openssl rand -base64 32',
    ],
    [
      { SLACK_BOT_TOKEN, DEALWRIGHT_SECRET },
      'SLACK_SIGNING_SECRET is missing: copy it from your Slack app, or set SLACK_APP_TOKEN for Socket Mode.',
    ],
    [
      { SLACK_SIGNING_SECRET, DEALWRIGHT_SECRET },
      'SLACK_BOT_TOKEN is missing: copy the Bot User OAuth Token of your Slack app, or set SLACK_CLIENT_ID.',
    ],
    [
      { SLACK_APP_TOKEN: 'xapp-1', DEALWRIGHT_SECRET },
      'SLACK_BOT_TOKEN is missing: copy the Bot User OAuth Token of your Slack app, or set SLACK_CLIENT_ID.',
    ],
    [
      { ...http, SLACK_BOT_TOKEN: 'xapp-1' },
      'SLACK_BOT_TOKEN holds another kind of token: it should start with xoxb-.',
    ],
    [{ ...http, SLACK_CLIENT_ID: '1.2' }, 'SLACK_CLIENT_SECRET is missing: SLACK_CLIENT_ID works only with it.'],
    [{ ...http, SLACK_CLIENT_SECRET: 'def' }, 'SLACK_CLIENT_ID is missing: SLACK_CLIENT_SECRET works only with it.'],
    [
      { NODE_ENV: 'production', DEALWRIGHT_SECRET },
      'NODE_ENV is production, so a Slack workspace is needed: set SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN.',
    ],
    [
      { DEALWRIGHT_SANDBOX: '0', DEALWRIGHT_SECRET },
      'DEALWRIGHT_SANDBOX is 0, so a Slack workspace is needed: set SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN.',
    ],
    [
      { DEALWRIGHT_SANDBOX: '1', NODE_ENV: 'production' },
      'DEALWRIGHT_SANDBOX cannot be 1 with NODE_ENV=production: remove one of them.',
    ],
    [
      { ...http, DEALWRIGHT_SANDBOX: '1' },
      'DEALWRIGHT_SANDBOX is 1, but SLACK_SIGNING_SECRET, SLACK_BOT_TOKEN would connect a real workspace: remove one or the other.',
    ],
  ])('%o', (env, sentence) => {
    expect(mistakesOf(env)).toEqual([sentence])
  })

  test('and all of them at once, without repeating a value that may be a secret', () => {
    const env = { PORT: 'x', LOG_LEVEL: 'loud', SLACK_BOT_TOKEN: 'xoxb-very-secret', DEALWRIGHT_SECRET: 'hush-hush' }
    expect(mistakesOf(env)).toHaveLength(4)
    expect(() => readConfig(env)).toThrow(/cannot start with these settings:\n {2}- SLACK_SIGNING_SECRET is missing/)
    expect(mistakesOf(env).join()).not.toMatch(/very-secret|hush-hush/)
  })
})
