import type { Attachment, Message, SharedFile } from '../model.ts'
import { avatar } from './avatars.ts'
import { drawBlocks } from './blocks.ts'
import { dayOf, timeOf } from './dates.ts'
import { h } from './dom.ts'
import { mrkdwn, nameOf } from './mrkdwn.ts'
import { namesOf, type Page } from './page.ts'
import { messageShortcuts } from './shortcuts.ts'
import type { Names, Surface } from './surface.ts'
import { messageSurface } from './surfaces.ts'

/** Drawn messages by channel and ts: one that did not change keeps its node, its focus and its open menus. */
const drawn = new Map<string, { as: string; node: HTMLElement }>()
const GATHER_SECONDS = 300

/** Draws a conversation, oldest first; answers in a thread stand under what they answer. */
export function drawMessages(place: HTMLElement, page: Page): void {
  const atEnd = isAtEnd(place)
  const names = namesOf(page.screen)
  const nodes: HTMLElement[] = [beginning(page)]
  let before: Message | undefined
  for (const message of inThreads(page.screen.messages)) {
    const day = dayOf(message.ts, names.timeZone)
    const newDay = !before || dayOf(before.ts, names.timeZone) !== day
    if (newDay && !message.thread_ts) nodes.push(h('div', { class: 'day' }, h('span', {}, day)))
    nodes.push(keptOrDrawn(page, message, !newDay && follows(message, before)))
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

function inThreads(messages: Message[]): Message[] {
  const isReply = (one: Message) => one.thread_ts !== undefined && one.thread_ts !== one.ts
  const tops = messages.filter((one) => !isReply(one))
  const known = new Set(tops.map((one) => one.ts))
  const lost = messages.filter((one) => isReply(one) && !known.has(one.thread_ts ?? ''))
  return [
    ...tops.flatMap((top) => [top, ...messages.filter((one) => isReply(one) && one.thread_ts === top.ts)]),
    ...lost,
  ]
}

function follows(message: Message, before: Message | undefined): boolean {
  if (!before || before.user !== message.user || before.onlyFor || message.onlyFor) return false
  return before.thread_ts === message.thread_ts && Number(message.ts) - Number(before.ts) < GATHER_SECONDS
}

function keptOrDrawn(page: Page, message: Message, gathered: boolean): HTMLElement {
  const key = `${page.where.person}/${message.channel}/${message.ts}`
  const as = JSON.stringify([message, gathered])
  const known = drawn.get(key)
  if (known?.as === as) return known.node
  const node = drawMessage(page, message, gathered)
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

function drawMessage(page: Page, message: Message, gathered: boolean): HTMLElement {
  const names = namesOf(page.screen)
  const surface = messageSurface(page, message)
  const byApp = message.user === names.app.userId
  const time = timeOf(message.ts, names.timeZone)
  const reply = message.thread_ts !== undefined && message.thread_ts !== message.ts
  const looks = ['message', gathered && 'gathered', message.onlyFor && 'private', reply && 'reply']
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
    ),
    messageShortcuts(page, message),
  )
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
