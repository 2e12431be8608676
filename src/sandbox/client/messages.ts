import type { Attachment, Message, SharedFile } from '../model.ts'
import { avatar } from './avatars.ts'
import { drawBlocks } from './blocks.ts'
import { dayOf, timeOf } from './dates.ts'
import { byId, h } from './dom.ts'
import { mrkdwn, nameOf } from './mrkdwn.ts'
import { namesOf, type Page } from './page.ts'
import { repliesTo, threadOf } from './replies.ts'
import { messageShortcuts } from './shortcuts.ts'
import type { Names, Surface } from './surface.ts'
import { messageSurface } from './surfaces.ts'

/** Drawn messages by channel and ts: one that did not change keeps its node, its focus and its open menus. */
const drawn = new Map<string, { as: string; node: HTMLElement }>()
const GATHER_SECONDS = 300

/** Draws a conversation, oldest first; what was answered in threads says so. */
export function drawMessages(place: HTMLElement, page: Page): void {
  const rest = page.screen.messages.filter((one) => threadOf(one) === null)
  drawList(place, page, { pane: 'channel', first: [], between: beginning(page), rest })
}

/** Messages in one of the page's panes: some of them before the element between, the rest after it. */
export interface MessageList {
  readonly pane: 'channel' | 'thread'
  readonly first: readonly Message[]
  readonly between: HTMLElement
  readonly rest: readonly Message[]
}

export function drawList(place: HTMLElement, page: Page, { pane, first, between, rest }: MessageList): void {
  const atEnd = isAtEnd(place)
  const names = namesOf(page.screen)
  const nodes: HTMLElement[] = [
    ...first.map((message) => keptOrDrawn(page, message, { pane, gathered: false })),
    between,
  ]
  let before: Message | undefined
  for (const message of rest) {
    const day = dayOf(message.ts, names.timeZone)
    const newDay = !before || dayOf(before.ts, names.timeZone) !== day
    if (newDay && pane === 'channel') nodes.push(h('div', { class: 'day' }, h('span', {}, day)))
    nodes.push(keptOrDrawn(page, message, { pane, gathered: !newDay && follows(message, before) }))
    before = message
  }
  const keys = new Set<Node>(nodes)
  for (const child of [...place.childNodes]) if (!keys.has(child)) child.remove()
  for (const [index, node] of nodes.entries())
    if (place.childNodes[index] !== node) place.insertBefore(node, place.childNodes[index] ?? null)
  if (atEnd) place.scrollTop = place.scrollHeight
}

/** Follows the end of the conversation when a picture in it takes its room. */
export function keepAtEnd(place: HTMLElement): void {
  const follow = (event: Event) => {
    const { clientHeight = 0 } = event.target instanceof HTMLElement ? event.target : {}
    if (isAtEnd(place, clientHeight)) place.scrollTop = place.scrollHeight
  }
  place.addEventListener('load', follow, { capture: true })
}

const isAtEnd = (place: HTMLElement, grown = 0): boolean =>
  place.scrollHeight - place.scrollTop - place.clientHeight < 80 + grown

function beginning({ screen }: Page): HTMLElement {
  const channel = screen.channels.find((one) => one.id === screen.channel)
  const name = channel ? `#${channel.name}` : screen.team.app.name
  const what = channel
    ? `This is where the ${name} channel begins. ${channel.topic}.`
    : `Only you and ${name} can read this.`
  return h('div', { class: 'beginning' }, h('strong', {}, name), what)
}

function follows(message: Message, before: Message | undefined): boolean {
  if (!before || before.user !== message.user || before.onlyFor || message.onlyFor) return false
  return Number(message.ts) - Number(before.ts) < GATHER_SECONDS
}

interface Manner {
  readonly pane: MessageList['pane']
  readonly gathered: boolean
}

function keptOrDrawn(page: Page, message: Message, manner: Manner): HTMLElement {
  const key = `${manner.pane}/${page.where.person}/${message.channel}/${message.ts}`
  const replies = manner.pane === 'channel' ? repliesTo(page, message) : null
  const as = JSON.stringify([message, manner, replies?.textContent])
  const known = drawn.get(key)
  if (known?.as === as) return known.node
  const node = drawMessage(page, message, manner, replies)
  keepFocus(known?.node, node)
  drawn.set(key, { as, node })
  return node
}

function keepFocus(from: HTMLElement | undefined, to: HTMLElement): void {
  const active = document.activeElement
  if (!(active instanceof HTMLElement) || !from?.contains(active) || !active.dataset.key) return
  const selector = `[data-key="${CSS.escape(active.dataset.key)}"]`
  requestAnimationFrame(() => to.querySelector<HTMLElement>(selector)?.focus())
}

function drawMessage(
  page: Page,
  message: Message,
  { pane, gathered }: Manner,
  replies: HTMLElement | null,
): HTMLElement {
  const names = namesOf(page.screen)
  const surface = messageSurface(page, message)
  const byApp = message.user === names.app.userId
  const time = timeOf(message.ts, names.timeZone)
  const looks = ['message', gathered && 'gathered', message.onlyFor && 'private']
  return h(
    'article',
    {
      class: looks.filter(Boolean).join(' '),
      'data-ts': message.ts,
      'aria-label': `${nameOf(message.user, names)}, ${time}`,
    },
    gathered ? h('time', { class: 'gathered-time' }, time.replace(/ .M/, '')) : avatar(message.user, names),
    h(
      'div',
      { class: 'message-body' },
      message.onlyFor && h('p', { class: 'private-note' }, 'Only visible to you'),
      !gathered &&
        h(
          'p',
          { class: 'message-head' },
          h('strong', {}, nameOf(message.user, names)),
          byApp && h('span', { class: 'badge' }, 'APP'),
          h('time', {}, time),
        ),
      ...contents(message, surface, names),
      replies,
    ),
    tools(page, message, pane),
  )
}

/** What can be done with a message, shown while somebody points at it. */
function tools(page: Page, message: Message, pane: Manner['pane']): HTMLElement | null {
  // Slack offers nothing on what only one person sees.
  if (message.onlyFor) return null
  const open = () => {
    page.go({ thread: message.ts })
    byId('thread-words').focus()
  }
  const label = 'Reply in thread'
  const reply = h(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': label, title: label, onclick: open },
    bubble(),
  )
  return h('div', { class: 'message-tools' }, pane === 'channel' && reply, messageShortcuts(page, message))
}

function bubble(): HTMLElement {
  return h('span', { class: 'bubble', 'aria-hidden': 'true' })
}

function contents(message: Message, surface: Surface, names: Names): HTMLElement[] {
  const { blocks = [], attachments = [], files = [], text, edited, user } = message
  const body = blocks.length > 0 ? drawBlocks(blocks, surface) : h('div', { class: 'b-text' }, mrkdwn(text, names))
  if (edited && user !== names.app.userId) body.append(h('small', { class: 'edited' }, ' (edited)'))
  return [
    ...(text || blocks.length > 0 ? [body] : []),
    ...attachments.map((one) => drawAttachment(one, surface, names)),
    ...files.map(drawFile),
  ]
}

function drawAttachment(attachment: Attachment, surface: Surface, names: Names): HTMLElement {
  const { blocks, title, text, color } = attachment
  const node = h(
    'div',
    { class: 'attachment' },
    title && h('strong', {}, mrkdwn(title, names)),
    text && h('div', { class: 'b-text' }, mrkdwn(text, names)),
    blocks && drawBlocks(blocks, surface),
  )
  // Set here and not as an attribute, which the page's content security policy would ignore.
  if (color) node.style.setProperty('--bar', color)
  return node
}

function drawFile({ id, title, name, mimetype, alt_txt }: SharedFile): HTMLElement {
  const href = `/sandbox/files/${id}`
  if (!mimetype.startsWith('image/')) return h('a', { class: 'file', href, target: '_blank' }, title || name)
  const image = h('img', { src: href, alt: alt_txt ?? title })
  return h(
    'figure',
    { class: 'b-image' },
    h('figcaption', {}, title || name),
    h('a', { href, target: '_blank' }, image),
  )
}
