import type { App, Receiver } from '@slack/bolt'
import type { Log } from '../../core/index.ts'
import { mediaTypeOf, parseBody, readBytes, type SlackBody } from './request-body.ts'
import { isSignedBySlack, seenSignatures } from './signature.ts'

const MEDIA_TYPES = ['application/x-www-form-urlencoded', 'application/json']

export interface ReceiverOptions {
  signingSecret: string
  now: () => Date
  log: Log
}

/** Receives Slack's requests as plain `Request`s, so that any web server can mount it. */
export interface FetchReceiver extends Receiver {
  /** Answers when a listener acknowledged; what listeners still do afterwards goes on until `stop`. */
  handle(request: Request): Promise<Response>
}

/**
 * A Bolt receiver over fetch. Nothing reaches Bolt that Slack did not sign within five minutes, that is larger than
 * 1 MB or malformed; the same signed request a second time is answered and does nothing.
 */
export function fetchReceiver({ signingSecret, now, log }: ReceiverOptions): FetchReceiver {
  const seen = seenSignatures()
  const underWay = new Set<Promise<void>>()
  let app: App | undefined

  function process(body: SlackBody, requestKey: string): Promise<Response> {
    return new Promise((resolve) => {
      const ack = async (answer?: unknown): Promise<void> => resolve(answerOf(answer))
      const done = Promise.resolve(app?.processEvent({ body, ack, customProperties: { requestKey } }))
        .then(() => resolve(answerOf(undefined)))
        .catch((error: unknown) => {
          log.error({ err: error }, 'A Slack request failed outside of every listener')
          resolve(new Response(null, { status: 500 }))
        })
        .finally(() => underWay.delete(done))
      underWay.add(done)
    })
  }

  return {
    init(bolt) {
      app = bolt
    },
    async start() {},
    async stop() {
      await Promise.all(underWay)
    },
    async handle(request) {
      if (request.method !== 'POST') return refuse(405, 'Slack posts here.', { allow: 'POST' })
      const mediaType = mediaTypeOf(request)
      if (!MEDIA_TYPES.includes(mediaType)) return refuse(415, 'Slack sends forms and JSON.')
      const bytes = await readBytes(request)
      if (!bytes) return refuse(413, 'No request of Slack is this large.')

      const signature = request.headers.get('x-slack-signature')
      const timestamp = request.headers.get('x-slack-request-timestamp')
      if (!isSignedBySlack({ timestamp, signature, body: bytes }, signingSecret, now())) {
        return refuse(401, 'The signature does not match, or is older or newer than five minutes.')
      }
      const body = parseBody(bytes, mediaType)
      if (!body) return refuse(400, 'This is not a request that Dealwright knows.')
      if ('challenge' in body) return Response.json({ challenge: body.challenge })
      // Events are told apart by their ids: one that could not be kept may come again in the same second.
      const isEvent = body.type === 'event_callback'
      if ('ssl_check' in body || !(isEvent || seen.isFirst(String(signature), now()))) return answerOf(undefined)
      return process(body, String(signature))
    },
  }
}

/** What Slack shows for an acknowledgement: nothing, a sentence, or a message. */
function answerOf(answer: unknown): Response {
  if (answer === undefined || answer === '') return new Response(null, { status: 200 })
  return typeof answer === 'string' ? new Response(answer) : Response.json(answer)
}

function refuse(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, { status, headers })
}
