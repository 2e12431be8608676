import {
  type Ctx,
  invalid,
  listSubscriptions,
  NOTICE_KINDS,
  type NoticeKind,
  narrowSubscription,
  type Subscription,
} from '../../core/index.ts'
import { kindsText } from '../blocks/notice.ts'
import { md, note } from '../blocks/render.ts'
import { placeText } from '../blocks/subscription.ts'
import { defineCommand } from '../command.ts'
import { placeOf } from '../notices/subscribing.ts'
import { parseSubscription } from '../words/subscription.ts'
import { subscriptionsHere } from './subscriptions.ts'

export const unsubscribe = defineCommand({
  verb: 'unsubscribe',
  summary: 'Post less to this channel, or nothing',
  examples: ['/deal unsubscribe', '/deal unsubscribe moved', '/deal unsubscribe all'],
  async run(turn, text) {
    if (!text.trim()) return subscriptionsHere(turn)
    const { kinds, ...filters } = parseSubscription(text)
    if (kinds.length === 0 || Object.keys(filters).length > 0) {
      throw invalid(
        'Say what shall not be posted any more, as in /deal unsubscribe moved, or choose with /deal subscriptions',
      )
    }
    const place = placeOf(turn)
    const affected = (await listSubscriptions(turn.ctx, { place })).filter((one) =>
      one.kinds.some((it) => kinds.includes(it)),
    )
    await narrowAll(turn.ctx, affected, kinds)
    const all = kinds.length === NOTICE_KINDS.length
    const what = all
      ? md`Nothing is posted ${placeText(place)} any more`
      : md`No more ${kindsText(kinds)} ${placeText(place)}`
    return {
      kind: 'say',
      message: note(
        affected.length > 0 ? md`:no_bell: ${what}.` : md`Nothing like that was subscribed ${placeText(place)}.`,
      ),
    }
  },
})

async function narrowAll(ctx: Ctx, affected: readonly Subscription[], without: readonly NoticeKind[]): Promise<void> {
  for (const { id } of affected) await narrowSubscription(ctx, { id, without })
}
