import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { responder } from '../../../src/bot/slack/respond.ts'

const message = { text: 'hello', blocks: [] }

/** A server on loopback that remembers what it was sent. */
async function listener(status = 200): Promise<{ url: string; bodies: unknown[] }> {
  const bodies: unknown[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      bodies.push(JSON.parse(Buffer.concat(chunks).toString()))
      response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:1/' } : {}).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/answer`, bodies }
}

describe('an answer through a response_url', () => {
  it('goes to the host that stands in for Slack, to one person alone', async () => {
    const { url, bodies } = await listener()
    await responder('127.0.0.1')(url, message, { replace: true })
    expect(bodies).toEqual([{ ...message, response_type: 'ephemeral', replace_original: true }])
  })

  it('goes nowhere else', async () => {
    const { url, bodies } = await listener()
    for (const elsewhere of [
      url,
      'http://hooks.slack.com/x',
      'https://hooks.slack.com.evil.example/x',
      'file:///etc/passwd',
    ]) {
      await expect(responder(null)(elsewhere, message, { replace: false })).rejects.toThrow(/not Slack's/)
    }
    expect(bodies).toEqual([])
  })

  it('follows no redirect and reports a refusal', async () => {
    const [redirecting, refusing] = [await listener(302), await listener(404)]
    await expect(responder('127.0.0.1')(redirecting.url, message, { replace: false })).rejects.toThrow()
    await expect(responder('127.0.0.1')(refusing.url, message, { replace: false })).rejects.toThrow(
      /refused an answer: 404/,
    )
  })
})
