import { createHmac } from 'node:crypto'

/** How long Slack waits for an acknowledgement. */
const PATIENCE_MS = 3000

export interface Sender {
  /** Sends a form-encoded request, as commands and interactions come. */
  form(fields: Record<string, string>): Promise<Delivery>
  /** Sends an interaction: its payload as JSON in one form field. */
  interaction(payload: object): Promise<Delivery>
  /** Sends an event; the attempt is 0 at first, and then Slack's number of the retry. */
  event(envelope: object, attempt?: number): Promise<Delivery>
}

/** How a request to the app ended. `trouble` is what Slack would call it. */
export interface Delivery {
  status: number
  body: string
  trouble?: 'operation_timeout' | 'dispatch_failed'
}

export interface SenderOptions {
  deliver: (request: Request) => Promise<Response>
  signingSecret: string
  now: () => Date
}

/** Signs and sends requests exactly as Slack does, and gives up after three seconds. */
export function createSender({ deliver, signingSecret, now }: SenderOptions): Sender {
  const send = (body: string, headers: Record<string, string>) => {
    const timestamp = String(Math.floor(now().getTime() / 1000))
    const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')
    const request = new Request('http://localhost/slack/events', {
      method: 'POST',
      body,
      headers: {
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signature}`,
        ...headers,
      },
    })
    return acknowledged(deliver(request))
  }
  // Slack's forms come without a charset, which some body parsers refuse.
  const form = (fields: Record<string, string>) =>
    send(new URLSearchParams(fields).toString(), { 'content-type': 'application/x-www-form-urlencoded' })
  return {
    form,
    interaction: (payload) => form({ payload: JSON.stringify(payload) }),
    event: (envelope, attempt = 0) =>
      send(JSON.stringify(envelope), {
        'content-type': 'application/json',
        ...(attempt > 0 && { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': 'http_timeout' }),
      }),
  }
}

async function acknowledged(answer: Promise<Response>): Promise<Delivery> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Delivery>((resolve) => {
    timer = setTimeout(() => resolve({ status: 0, body: '', trouble: 'operation_timeout' }), PATIENCE_MS)
  })
  const inTime = answer.then(
    async (response): Promise<Delivery> => {
      const { status } = response
      const body = await response.text()
      return status >= 200 && status < 300 ? { status, body } : { status, body, trouble: 'dispatch_failed' }
    },
    (): Delivery => ({ status: 0, body: '', trouble: 'dispatch_failed' }),
  )
  try {
    return await Promise.race([inTime, late])
  } finally {
    clearTimeout(timer)
  }
}
