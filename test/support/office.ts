import { expect, onTestFinished } from 'vitest'
import { type Bot, buildBot } from '../../src/bot/index.ts'
import {
  actorOf,
  type Ctx,
  type Database,
  type Log,
  type Member,
  memberBySlackUser,
  toInstant,
  type Workspace,
  workspaceOfSlackTeam,
} from '../../src/core/index.ts'
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
  /** The deal's card as posted in a channel, once it says what `says` looks for. */
  card(reference: string, says?: RegExp): Promise<Message>
  /** The same, once Dealwright knows where it stands. */
  knownCard(reference: string): Promise<Message>
  /** The newest message that only this person sees in #general, once it says what `says` looks for. */
  told(who: string, says: RegExp): Promise<Message>
  /** What core knows the person as, who must have used Dealwright before. */
  ctxOf(who: string): Promise<Ctx>
}

export const PUBLIC_URL = 'https://deals.example'

/** Opens the office; it closes after the test. */
export async function openOffice({ now = () => new Date(), log = quietLog }: OfficeOptions = {}): Promise<Office> {
  const database = await sqlite.fresh()
  let bot: Bot | undefined
  const slack = await slackFor(
    (slackApiUrl) => {
      const settings = {
        ...slackSecrets,
        appToken: null,
        slackApiUrl,
        responseHost: '127.0.0.1',
        publicUrl: PUBLIC_URL,
      }
      const built = buildBot({ database, settings, now, log })
      bot = built
      return (request) => built.handle(request)
    },
    { now },
  )
  if (!bot) throw new Error('The bot was not built')
  const worker = startWorker({ database, handlers: bot.jobHandlers, now, log })
  onTestFinished(async () => {
    await worker.stop()
    await bot?.stop()
    await slack.close()
  })
  const newest = (fits: (message: Message) => boolean): Promise<Message> =>
    slack.until(() => slack.workspace.state.messages.findLast(fits), 15_000)
  const card: Office['card'] = (reference, says = /./) =>
    newest((one) => !one.onlyFor && words(one).includes(`|${reference} `) && says.test(words(one)))
  return {
    slack,
    bot,
    database,
    card,
    async knownCard(reference) {
      const posted = await card(reference)
      const known = database.read.selectFrom('cards').select('id').where('message_ts', '=', posted.ts)
      await expect.poll(() => known.execute(), { timeout: 15_000 }).toHaveLength(1)
      return posted
    },
    told: (who, says) => newest((one) => one.onlyFor === slack.as(who).id && says.test(words(one))),
    async ctxOf(who) {
      const workspace = (await workspaceOfSlackTeam(database, slack.workspace.team.id)) as Workspace
      const member = (await memberBySlackUser({ db: database.read, workspace }, slack.as(who).id)) as Member
      const actor = actorOf(member, 'web')
      return { db: database.read, database, workspace, actor, now: () => toInstant(now()), log }
    },
  }
}

export interface OfficeOptions {
  now?: () => Date
  log?: Log
}

/** Every word of what somebody sees. */
export function words(seen: Seen | Message | View | undefined): string {
  if (!seen) return ''
  if ('blocks' in seen && seen.blocks) return readable(seen.blocks)
  const { ephemeral, message, modal } = seen as Seen
  return [ephemeral, message, modal].map((one) => (one ? readable(one.blocks ?? []) : '')).join('\n')
}

/** An office where Ana has three open deals: D-1 Acme renewal ($12,000, in Proposal), D-2 Acme upgrade ($5,000), D-3 Globex. */
export async function officeWithDeals(
  now = () => new Date('2026-11-23T08:00:00Z'),
): Promise<Office & { ana(line: string): Promise<string> }> {
  const office = await openOffice({ now })
  const ana = async (line: string) => words((await office.slack.as('Ana').command(`/deal ${line}`)).ephemeral)
  for (const deal of ['Acme renewal 12k in Proposal', 'Acme upgrade 5k', 'Globex']) await ana(`new ${deal}`)
  return { ...office, ana }
}
