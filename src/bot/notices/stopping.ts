import {
  changeNoticeSettings,
  muteOpportunity,
  NOTICE_KINDS,
  NOTICE_SWITCHES,
  narrowSubscription,
  notFound,
  unfollowOpportunity,
  unsubscribe,
} from '../../core/index.ts'
import { lineButton } from '../blocks/lines.ts'
import { KIND_WORDS } from '../blocks/notice.ts'
import { type Markup, md, message, note, section } from '../blocks/render.ts'
import { placeText, wishText } from '../blocks/subscription.ts'
import type { Press, Reply, Turn } from '../command.ts'
import { placeOf } from './subscribing.ts'

/** What the menu “Stop these” of a notice does; each choice names what it changes. */
export async function stopThese(turn: Turn, { value }: Press): Promise<Reply> {
  const [what = '', id = '', kind = ''] = value.split(':')
  const stop = STOPS[what]
  if (!stop) throw notFound('This notice is old. Look at /deal subscriptions or /deal notices instead.')
  return stop(turn, id, kind)
}

const STOPS: Readonly<Record<string, (turn: Turn, id: string, kind: string) => Promise<Reply>>> = {
  async unfollow({ ctx }, id) {
    const { ref } = await unfollowOpportunity(ctx, { opportunity: Number(id) })
    return said(md`:no_bell: You do not follow ${ref} any more.`, ['Follow again', `follow ${ref}`])
  },
  async mute(turn, id) {
    const place = placeOf(turn)
    const isOwn = place === turn.member.slackUserId
    const { ref } = await muteOpportunity(turn.ctx, { opportunity: Number(id), ...(!isOwn && { place }) })
    return isOwn
      ? said(md`:no_bell: You hear nothing of ${ref} any more.`, ['Unmute', `unmute ${ref}`])
      : said(md`:no_bell: Nothing about ${ref} is posted ${placeText(place)} any more.`)
  },
  async setting({ ctx }, id) {
    const name = NOTICE_SWITCHES.find((one) => one === id)
    if (name) await changeNoticeSettings(ctx, { [name]: false })
    return said(md`:no_bell: Done: no more of these.`, ['Notification settings', 'notices'])
  },
  async kind({ ctx }, id, word) {
    const kinds = NOTICE_KINDS.filter((one) => one === word)
    await narrowSubscription(ctx, { id, without: kinds })
    return said(md`:no_bell: No more ${kinds[0] ? KIND_WORDS[kinds[0]] : 'of these'} here.`, [
      'What is left',
      'subscriptions',
    ])
  },
  async end({ ctx }, id) {
    const ended = await unsubscribe(ctx, id)
    return said(md`:no_bell: Ended: ${wishText(ended)}.`, ['What is left', 'subscriptions'])
  },
}

function said(text: Markup, offer?: readonly [string, string]): Reply {
  if (!offer) return { kind: 'say', message: note(text) }
  return { kind: 'say', message: message([section(text, lineButton(...offer))], text) }
}
