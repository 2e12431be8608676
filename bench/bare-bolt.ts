import { App } from '@slack/bolt'
import { SIGNING_SECRET } from './slack-requests.ts'

/** The yardstick: Bolt as it comes, with one listener that acknowledges and does nothing else. Listens on PORT. */
const app = new App({
  signingSecret: SIGNING_SECRET,
  authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B0BENCH001', botUserId: 'U0BENCHBOT' }),
})
app.command('/deal', async ({ ack }) => ack())
await app.start(Number(process.env.PORT))
