import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { slackSecrets } from './slack.ts'

/** A request as Slack posts it: a form, or an event as JSON, signed at `at`. */
export function signedRequest(body: Record<string, string> | object, { at = new Date() }: { at?: Date } = {}): Request {
  const isEvent = 'event' in body
  const text = isEvent ? JSON.stringify(body) : new URLSearchParams(body as Record<string, string>).toString()
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signature = createHmac('sha256', slackSecrets.signingSecret).update(`v0:${timestamp}:${text}`).digest('hex')
  const headers = {
    'content-type': isEvent ? 'application/json' : 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${signature}`,
  }
  return new Request('http://localhost/slack/events', { method: 'POST', headers, body: text })
}

/** A place for later answers, as a `response_url` names it; keeps what it is sent. */
export async function answerPlace(): Promise<{ url: string; answers: string[] }> {
  const answers: string[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      answers.push(Buffer.concat(chunks).toString())
      response.end('ok')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/answer`, answers }
}
