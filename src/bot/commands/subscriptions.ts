import { unsubscribe as endSubscription, listSubscriptions } from '../../core/index.ts'
import { STOP } from '../blocks/notice.ts'
import { md, note } from '../blocks/render.ts'
import { placeText, subscriptionsMessage, wishText } from '../blocks/subscription.ts'
import { defineCommand, type Press, type Reply, type Turn } from '../command.ts'
import { stopThese } from '../notices/stopping.ts'
import { placeOf } from '../notices/subscribing.ts'

export const subscriptions = defineCommand({
  verb: 'subscriptions',
  summary: 'What is posted to this channel',
  examples: ['/deal subscriptions'],
  run: subscriptionsHere,
  actions: { 'subscriptions.end': endOne, [STOP]: stopThese },
})

/** What is posted where the exchange began, each with its end. */
export async function subscriptionsHere(turn: Turn): Promise<Reply> {
  const place = placeOf(turn)
  const all = await listSubscriptions(turn.ctx)
  const own = all.filter((one) => one.place === place)
  return { kind: 'say', message: subscriptionsMessage(own, place, all.length - own.length), inPlace: true }
}

async function endOne(turn: Turn, { value }: Press): Promise<Reply> {
  const ended = await endSubscription(turn.ctx, value)
  return {
    kind: 'say',
    message: note(md`:no_bell: Ended ${placeText(ended.place)}: ${wishText(ended)}.`),
    inPlace: true,
  }
}
