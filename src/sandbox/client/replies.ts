import type { Message } from '../model.ts'
import { timeOf } from './dates.ts'
import { h } from './dom.ts'
import { namesOf, type Page } from './page.ts'

/** The first message of the thread in which a message is a reply; null for one that stands in the channel itself. */
export function threadOf({ ts, thread_ts }: Message): string | null {
  return thread_ts === undefined || thread_ts === ts ? null : thread_ts
}

/** "1 reply", "3 replies" */
export function countOf(replies: readonly Message[]): string {
  return replies.length === 1 ? '1 reply' : `${replies.length} replies`
}

/** What stands under a message that was answered: how often, and the way into the thread. */
export function repliesTo(page: Page, message: Message): HTMLElement | null {
  const replies = page.screen.messages.filter((one) => threadOf(one) === message.ts && !one.onlyFor)
  const last = replies.at(-1)
  if (!last) return null
  const open = () => page.go({ thread: message.ts })
  return h(
    'button',
    { type: 'button', class: 'replies', 'data-key': `replies/${message.ts}`, onclick: open },
    h('b', {}, countOf(replies)),
    h('span', {}, `Last reply at ${timeOf(last.ts, namesOf(page.screen).timeZone)}`),
  )
}
