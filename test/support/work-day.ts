import { askAboutIdleDeals, queueDueDigests, setRole, systemActor } from '../../src/core/index.ts'
import type { Message, View } from '../../src/sandbox/index.ts'
import { type Office, openOffice, words } from './office.ts'
import { type FakeClock, makeClock } from './team.ts'

/** A day of Ana and Ben, who are reps, of Mia, their manager, and of Dana, an admin, told as they read it. */
export interface WorkDay extends Office {
  readonly clock: FakeClock
  /** Somebody types `/deal …` in #sales, and reads this. */
  say(who: string, line: string): Promise<string>
  /** Somebody types `/deal …` in #sales, and has a form before them. */
  form(who: string, line: string): Promise<View>
  /** The newest that somebody reads in a channel, or from Dealwright directly, threads included, that says this. */
  reads(who: string, says: RegExp, where?: string): Promise<Message>
  /** All that somebody reads there, as words. */
  read(who: string, where?: string): string[]
  home(who: string, says: RegExp): Promise<string>
  /** The program looks at its clock. */
  clockStrikes(): Promise<void>
  /** Long enough for news of a change to be told. */
  aPause(): void
}

const DIRECT = undefined

/** Everybody comes to work on a Monday at nine in Berlin, or when `startsAt` says. */
export async function aDayAtWork({ startsAt = '2026-11-23T08:00:00.000Z' } = {}): Promise<WorkDay> {
  const clock = makeClock(startsAt)
  const office = await openOffice({ now: () => new Date(clock.now()) })
  const { slack, ctxOf } = office
  const say: WorkDay['say'] = async (who, line) => words(await slack.as(who).command(`/deal ${line}`, SALES))
  for (const who of ['Ana', 'Ben', 'Mia', 'Dana']) await say(who, 'help')
  const system = { ...(await ctxOf('Dana')), actor: systemActor('Dealwright', 'automation') }
  await setRole(system, { member: 'Mia Lindqvist', role: 'manager' })
  const seen = (who: string, where: string | undefined): Message[] => {
    const { id } = slack.as(who)
    const { channels } = slack.workspace.team
    const channel = where === DIRECT ? `D${id.slice(1)}` : (channels.find(({ name }) => name === where)?.id ?? '')
    return slack.workspace.seenBy(id, channel)
  }
  return {
    ...office,
    clock,
    say,
    async form(who, line) {
      const { modal } = await slack.as(who).command(`/deal ${line}`, SALES)
      if (!modal) throw new Error(`/deal ${line} opened no form`)
      return modal
    },
    reads: (who, says, where) =>
      slack.until(() => seen(who, where).findLast((one) => says.test(told(one))), PATIENCE_MS),
    read: (who, where) => seen(who, where).map(told),
    async home(who, says) {
      await slack.as(who).openHome()
      const shown = () => words(slack.as(who).home ?? undefined)
      await slack.until(() => says.test(shown()), PATIENCE_MS)
      return shown()
    },
    async clockStrikes() {
      await askAboutIdleDeals(system)
      await queueDueDigests(system)
    },
    aPause: () => clock.advance({ minutes: 2 }),
  }
}

const SALES = { channel: 'sales' }
const PATIENCE_MS = 5000

/** What stands in a message, its unfurled links included; the text alone where it has no blocks. */
function told(message: Message): string {
  const { blocks = [], attachments = [], text } = message
  const parts = [blocks.length > 0 ? words(message) : text, ...attachments.map((one) => words({ ...message, ...one }))]
  return parts.join('\n')
}
