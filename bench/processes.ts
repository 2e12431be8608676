import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SIGNING_SECRET, TEAM_ID, USER_ID } from './slack-requests.ts'

export interface Started {
  readonly process: ChildProcess
  readonly url: string
  /** Milliseconds from the start to the first answer. */
  readonly firstAnswerMs: number
  stop(): Promise<void>
}

/** The program as it runs in production, over HTTP with one workspace's token, its Slack being `slackApiUrl`. */
export function startDealwright(port: number, databaseUrl: string, slackApiUrl: string): Promise<Started> {
  return start(['dist/src/cli.js', 'serve'], port, {
    DATABASE_URL: databaseUrl,
    NODE_ENV: 'production',
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_API_URL: slackApiUrl,
    DEALWRIGHT_SECRET: 'x'.repeat(32),
  })
}

/** Bolt alone. */
export function startBareBolt(port: number): Promise<Started> {
  return start(['--import', 'tsx', 'bench/bare-bolt.ts'], port, {})
}

async function start(args: string[], port: number, env: Record<string, string>): Promise<Started> {
  const began = performance.now()
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', LOG_LEVEL: 'warn', ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  while (!(await fetch(`${url}/healthz`).catch(() => null))) {
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended before it answered.`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  const firstAnswerMs = performance.now() - began
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    process: child,
    url,
    firstAnswerMs,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Memory that a process holds, in MB; Linux only. */
export function residentMegabytes({ process: child }: Started): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024
}

export interface SlackApi {
  readonly url: string
  /** The version of the deal that the card in each channel shows, once it was rewritten. */
  readonly shownVersions: ReadonlyMap<string, number>
  close(): void
}

/** As much of Slack's Web API as the program asks for: who people are, and rewritten cards. */
export async function startSlackApi(): Promise<SlackApi> {
  const user = { id: USER_ID, name: 'bench', tz: 'Europe/Berlin', profile: { email: 'bench@bench.example' } }
  const shownVersions = new Map<string, number>()
  const server = createServer(async (request, response) => {
    const body = new URLSearchParams(Buffer.concat(await request.toArray()).toString())
    const version = /deal:\d+:(\d+)/.exec(body.get('blocks') ?? '')?.[1]
    if (request.url?.endsWith('chat.update')) shownVersions.set(body.get('channel') ?? '', Number(version))
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ ok: true, team_id: TEAM_ID, team: 'Bench', user }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`
  return { url, shownVersions, close: () => server.close() }
}
