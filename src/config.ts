import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { type SettingsReader, settingsReader } from './config/settings-reader.ts'
import { readSlack, type SlackSettings } from './config/slack-settings.ts'

const roles = ['all', 'web', 'worker'] as const
const logLevels = ['info', 'silent', 'fatal', 'error', 'warn', 'debug', 'trace'] as const

export interface Config {
  readonly port: number
  readonly host: string
  /** Origin of every link we hand out, without a slash at its end. */
  readonly publicUrl: string
  readonly databaseUrl: string
  /** Where small things beside the database live: the sandbox's secret and its workspace. */
  readonly dataFolder: string
  /** Key for sessions, links and stored tokens. Null on an embedded database: one is made and kept in `dataFolder`. */
  readonly secret: string | null
  readonly slack: SlackSettings
  readonly oidcIssuer: string
  readonly role: (typeof roles)[number]
  readonly logLevel: (typeof logLevels)[number]
  /** Load the sample team when the database is empty. */
  readonly sample: boolean
}

/** Everything wrong with the settings at once, one sentence each. */
export class ConfigError extends Error {
  readonly mistakes: readonly string[]

  constructor(mistakes: readonly string[]) {
    super(`Dealwright cannot start with these settings:\n${mistakes.map((mistake) => `  - ${mistake}`).join('\n')}`)
    this.name = 'ConfigError'
    this.mistakes = mistakes
  }
}

/** The settings of this process: its environment, completed by a `.env` file in the working folder. */
export function loadConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env')
  return readConfig(process.env)
}

/** Reads `env`, which `.env.example` describes name by name. Throws ConfigError with all mistakes at once. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const read = settingsReader(env)
  const slack = readSlack(read, env.NODE_ENV === 'production')
  const sandbox = slack.mode === 'sandbox'
  const port = read.wholeNumber('PORT', 3000, 0, 65_535)
  const databaseUrl = readDatabaseUrl(read)
  const config: Config = {
    port,
    host: read.text('HOST') ?? (sandbox ? '127.0.0.1' : '0.0.0.0'),
    publicUrl: readPublicUrl(read, port),
    databaseUrl,
    dataFolder: databaseUrl.startsWith('sqlite:') ? dirname(databaseUrl.slice('sqlite:'.length)) : './data',
    secret: readSecret(read, sandbox || databaseUrl.startsWith('sqlite:')),
    slack: Object.freeze(slack),
    oidcIssuer: read.url('OIDC_ISSUER', 'https://slack.com').replace(/\/$/, ''),
    role: read.oneOf('DEALWRIGHT_ROLE', roles),
    logLevel: read.oneOf('LOG_LEVEL', logLevels),
    sample: (read.flag('DEALWRIGHT_SAMPLE') ?? true) && sandbox,
  }
  if (read.mistakes.length > 0) throw new ConfigError(read.mistakes)
  return Object.freeze(config)
}

function readDatabaseUrl(read: SettingsReader): string {
  const url = read.text('DATABASE_URL') ?? 'sqlite:./data/dealwright.db'
  const isRight = /^sqlite:./.test(url) || (/^postgres(ql)?:/.test(url) && URL.canParse(url))
  if (!isRight) read.mistake('DATABASE_URL must be sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME.')
  return url
}

function readPublicUrl(read: SettingsReader, port: number): string {
  const { origin, pathname, search } = new URL(read.url('PUBLIC_URL', `http://localhost:${port}`))
  if (pathname !== '/' || search !== '') read.mistake(`PUBLIC_URL must end after the host, as in ${origin}.`)
  return origin
}

/** On an embedded database one can be made and kept beside it; machines that share a database must share the secret. */
function readSecret(read: SettingsReader, canBeKept: boolean): string | null {
  const secret = read.text('DEALWRIGHT_SECRET')
  const advice = 'make one with: openssl rand -base64 32'
  if (secret === null && !canBeKept) read.mistake(`DEALWRIGHT_SECRET is missing: ${advice}`)
  if (secret !== null && Buffer.byteLength(secret) < 32) read.mistake(`DEALWRIGHT_SECRET is under 32 bytes: ${advice}`)
  return secret
}
