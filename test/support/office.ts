import { onTestFinished } from 'vitest'
import { type Bot, buildBot } from '../../src/bot/index.ts'
import type { Database } from "../../src/core/index.ts"
import { type Message, readable, type Sandbox, type Seen, type View } from '../../src/sandbox/index.ts'
import { startWorker } from '../../src/worker.ts'
import { sqlite } from './databases.ts'
import { quietLog } from './quiet-log.ts'
import { slackFor, slackSecrets } from './slack.ts'

/** A sales team at its Slack, with Dealwright installed, over a database of its own. */
export interface Office {
  readonly slack: Sandbox
  readonly bot: Bot
  readonly database: Database
  /** The posted card of the deal, as it is once the outbox has caught up and `shows` holds. */
  card(reference: string, shows?: RegExp): Promise<Message>
}

export const PUBLIC_URL = 'https://deals.example'

/** Opens the office; it closes after the test. */
export async function openOffice(options: { now?: () => Date } = {}): Promise<Office> {
  const database = await sqlite.fresh()
  const { now = () => new Date() } = options
  let bot: Bot | undefined
  const slack = await slackFor(
    (slackApiUrl) => {
      bot = buildBot({
        database,
        settings: { ...slackSecrets, appToken: null, slackApiUrl, responseHost: '127.0.0.1', publicUrl: PUBLIC_URL },
        now,
        log: quietLog,
      })
      return (request) => (bot as Bot).handle(request)
    },
    { now },
  )
  const worker = startWorker({ database, handlers: (bot as Bot).jobHandlers, now, log: quietLog })
  onTestFinished(async () => {
    await worker.stop()
    await bot?.stop()
    await slack.close()
  })
  return {
    slack,
    bot: bot as Bot,
    database,
    card: (reference, shows = /./) =>
      slack.until(() =>
        slack.workspace.state.messages.find(
          (one) => !one.onlyFor && words(one).includes(`|${reference} `) && shows.test(words(one)),
        ),
      ),
  }
}

/** Every word of what somebody sees. */
export function words(seen: Seen | Message | View | undefined): string {
  if (!seen) return ''
  if ('blocks' in seen && seen.blocks) return readable(seen.blocks)
  const { ephemeral, message, modal } = seen as Seen
  return [ephemeral, message, modal].map((one) => (one ? readable(one.blocks ?? []) : '')).join('\n')
}
