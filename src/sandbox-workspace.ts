import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { commands } from './bot/index.ts'
import type { Config } from './config.ts'
import type { Log } from './core/index.ts'
import { keptSecret } from './kept-secret.ts'
import type { Sandbox, Suggestions } from './sandbox/index.ts'

/** What Slack would have given us: the sandbox signs with it and expects it. */
export interface SandboxCredentials {
  readonly signingSecret: string
  readonly botToken: string
}

/** Opens the Slack workspace in a box, kept beside the database. Loaded here and nowhere else, so never in production. */
export async function openSandboxBesideDatabase(
  config: Config,
  { now, log }: { now: () => Date; log: Log },
): Promise<SandboxCredentials & { sandbox: Sandbox }> {
  const { openSandbox } = await import('./sandbox/index.ts')
  const credentials = credentialsFrom(config.secret ?? keptSecret(config.dataFolder, 'sandbox-secret'))
  const stateFile = join(config.dataFolder, 'sandbox.json')
  return {
    ...credentials,
    sandbox: await openSandbox({ ...credentials, now, log, stateFile, suggestions: suggestions() }),
  }
}

/** What Slack's composer proposes of an app: its commands and shortcuts; and something to try first. */
function suggestions(): Suggestions {
  return {
    commands: commands.map(({ verb, summary, examples: [example = `/deal ${verb}`] }) => ({
      usage: example === '/deal' ? example : `/deal ${verb}`,
      what: summary,
      example,
    })),
    shortcuts: commands.flatMap(({ shortcut, onMessage }) => [
      ...(shortcut ? [{ callbackId: shortcut.id, name: shortcut.name, on: 'anywhere' as const }] : []),
      ...(onMessage ? [{ callbackId: onMessage.id, name: onMessage.name, on: 'message' as const }] : []),
    ]),
    tries: ['/deal new Acme renewal 12k', '/deal list', '/deal report'],
  }
}

function credentialsFrom(secret: string): SandboxCredentials {
  const derived = (use: string): string => createHash('sha256').update(`${use}:${secret}`).digest('hex')
  return { signingSecret: derived('signing').slice(0, 32), botToken: `xoxb-sandbox-${derived('token').slice(0, 24)}` }
}
