import { createHmac, timingSafeEqual } from 'node:crypto'
import { type AckFn, App, type Receiver } from '@slack/bolt'
import type { Sandbox, SandboxOptions } from '../../src/sandbox/index.ts'
import { slackFor, slackSecrets } from './slack.ts'

/** Takes Slack's requests as plain `Request`s: verified, parsed, handed to Bolt, answered with what Bolt acknowledges. */
class FetchReceiver implements Receiver {
  private app: App | undefined
  private readonly secret: string

  constructor(secret: string) {
    this.secret = secret
  }

  init(app: App): void {
    this.app = app
  }

  start = async () => {}
  stop = async () => {}

  deliver = async (request: Request): Promise<Response> => {
    const raw = await request.text()
    const at = request.headers.get('x-slack-request-timestamp')
    const wanted = `v0=${createHmac('sha256', this.secret).update(`v0:${at}:${raw}`).digest('hex')}`
    const given = request.headers.get('x-slack-signature') ?? ''
    if (given.length !== wanted.length || !timingSafeEqual(Buffer.from(given), Buffer.from(wanted)))
      return new Response('bad signature', { status: 401 })
    return new Promise((resolve, reject) => {
      const ack = async (answer?: unknown) => {
        const body = answer === undefined ? '' : typeof answer === 'string' ? answer : JSON.stringify(answer)
        resolve(new Response(body))
      }
      this.app?.processEvent({ body: parse(request, raw), ack: ack as AckFn<unknown> }).catch(reject)
    })
  }
}

function parse(request: Request, raw: string): Record<string, unknown> {
  if (request.headers.get('content-type') === 'application/json') return JSON.parse(raw)
  const form = Object.fromEntries(new URLSearchParams(raw))
  return form.payload ? JSON.parse(form.payload) : form
}

interface TinyApp {
  app: App
  deliver: (request: Request) => Promise<Response>
}

/** A real Bolt app without listeners, for tests of what stands between it and people. */
function tinyApp(apiUrl: string): TinyApp {
  const { signingSecret, botToken } = slackSecrets
  const receiver = new FetchReceiver(signingSecret)
  const clientOptions = {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 1000,
  }
  const app = new App({ receiver, token: botToken, clientOptions, convoStore: false })
  return { app, deliver: receiver.deliver }
}

/** Opens a workspace with a tiny app in it that listens as told. */
export function withTinyApp(listen: (app: App) => void, options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  return slackFor((apiUrl) => {
    const { app, deliver } = tinyApp(apiUrl)
    listen(app)
    return deliver
  }, options)
}
