import { z } from 'zod'
import { dealOfThread, enqueue, inTransaction, isNewSince, type TxCtx } from '../../core/index.ts'
import { lineButton } from '../blocks/lines.ts'
import { actions, md, message, note, section } from '../blocks/render.ts'
import { queueCardPost } from '../cards/cards.ts'
import type { Message, Reply, Turn } from '../command.ts'
import type { Scene } from '../event.ts'
import { isAboutDeal } from '../registry.ts'
import { explain, SlackTrouble } from '../slack/trouble.ts'
import { runWords } from '../words/command-line.ts'
import { refusal } from '../words/did-you-mean.ts'
import { aboutThread, commandIn } from '../words/spoken.ts'

const DAY = 24 * 60 * 60

/** A message that a person wrote: no bot, and not the change or the removal of an earlier one. */
export const written = z.object({
  user: z.string(),
  /** The company of the person. */
  team: z.string().optional(),
  channel: z.string(),
  text: z.string(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  bot_id: z.undefined().optional(),
  edited: z.undefined().optional(),
  subtype: z.literal('file_share').optional(),
})

export type Written = z.infer<typeof written>

/** The same message may be told as a mention and as a direct message. */
export function incidentOf({ channel, ts }: Written): string {
  return `written/${channel}/${ts}`
}

/** Which thread the answer stands in, and whether others read along. */
export interface Manner {
  readonly answerIn: string | undefined
  readonly inPublic: boolean
}

/** Where an answer goes. `onlyFor` is the one person who sees it where others are. */
interface Place {
  readonly channel: string
  readonly threadTs?: string | undefined
  readonly onlyFor?: string
}

/**
 * Answers what somebody wrote to us as `/deal` would. Changes are named after the message, so that they happen once; the
 * answer goes through the outbox. In a channel of two companies only the person reads it.
 */
export async function answer(scene: Scene, said: Written, { answerIn, inPublic }: Manner): Promise<void> {
  const { user, channel, thread_ts: threadTs } = said
  const place = scene.isShared ? { channel: user } : { channel, threadTs: answerIn }
  const aside = inPublic ? { channel, threadTs, onlyFor: user } : place
  let words = ''
  try {
    const origin = scene.isShared ? {} : { channelId: channel, threadTs: answerIn }
    const turn = await scene.turnOf(
      { teamId: said.team ?? scene.ctx.workspace.slackTeamId ?? '', userId: user },
      origin,
    )
    const threadDeal = threadTs ? await dealOfThread(scene.ctx, { channelId: channel, threadTs }) : null
    words = wordsOf(scene, said.text, threadDeal)
    await tell(scene, turn, { words, threadDeal, place, aside }, await runWords(scene.registry, turn, words))
  } catch (error) {
    // Slack does not answer at the moment: the outbox tries again.
    if (error instanceof SlackTrouble) throw error
    await say(scene, aside, refusal(explain(error, scene.ctx.log), error, words))
  }
}

function wordsOf({ registry, botUserId }: Scene, text: string, threadDeal: number | null): string {
  const words = commandIn(text, botUserId)
  return threadDeal === null ? words : aboutThread(words, `D-${threadDeal}`, (verb) => isAboutDeal(registry.verb(verb)))
}

interface Told {
  readonly words: string
  readonly threadDeal: number | null
  readonly place: Place
  readonly aside: Place
}

async function tell(scene: Scene, turn: Turn, { words, threadDeal, place, aside }: Told, reply: Reply): Promise<void> {
  switch (reply.kind) {
    case 'silence':
      return
    case 'open':
      return say(scene, place, formOffer(words))
    case 'card':
      // Under the deal's own card a sentence is enough: the card above is rewritten.
      if (reply.headline && threadDeal === reply.deal.number)
        return say(scene, place, note(md`:white_check_mark: ${reply.headline}`))
      return once(scene, 'answer', (tx) => queueCardPost(tx, turn, reply.deal))
    case 'say': {
      await say(scene, reply.secret ? aside : place, reply.message)
      const more = await reply.later?.()
      if (more) await say(scene, place, more, 'more')
    }
  }
}

/** A message cannot open a form, but a button can. */
function formOffer(words: string): Message {
  const text = md`There is a form for that.`
  return message([section(text), actions('form', [lineButton('Open the form', words, { style: 'primary' })])], text)
}

function say(scene: Scene, place: Place, said: Message, part = 'answer'): Promise<void> {
  const payload = { ...place, message: said }
  return once(scene, part, (tx) => enqueue(tx, { kind: 'say', key: `${scene.requestKey}/${part}`, payload }))
}

/** The first answer counts: a message that is worked on again, as after a crash, finds everything done already. */
function once({ ctx, requestKey }: Scene, part: string, work: (tx: TxCtx) => Promise<void>): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    if (await isNewSince(tx, `${requestKey}/${part}`, { seconds: DAY })) await work(tx)
  })
}
