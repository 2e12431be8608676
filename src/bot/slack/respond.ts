import type { Message } from '../command.ts'

const TIMEOUT_MS = 5000

/** How an answer through a `response_url` appears. */
export interface ResponseOptions {
  /** Replaces the message whose button was pressed; otherwise a private message of its own. */
  replace: boolean
  /** The thread in which a message of its own appears. */
  threadTs?: string | undefined
}

/** Answers through a `response_url`: five times within thirty minutes. */
export type Respond = (responseUrl: string, message: Message, options: ResponseOptions) => Promise<void>

/**
 * Posts to `hooks.slack.com`, or to `trustedHost` where Slack itself is stood in for, and nowhere else.
 * Rejects when the address is another host's or the answer is refused.
 */
export function responder(trustedHost: string | null): Respond {
  return async (responseUrl, message, { replace, threadTs }) => {
    const url = new URL(responseUrl)
    const isSlack = url.protocol === 'https:' && url.hostname === 'hooks.slack.com'
    if (!isSlack && url.hostname !== trustedHost) throw new Error(`A response_url names a host that is not Slack's`)
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...message,
        response_type: 'ephemeral',
        replace_original: replace,
        ...(threadTs && !replace && { thread_ts: threadTs }),
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (!response.ok) throw new Error(`Slack refused an answer: ${response.status} ${await response.text()}`)
  }
}
