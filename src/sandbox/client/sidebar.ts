import { avatar } from './avatars.ts'
import { byId, h, redraw } from './dom.ts'
import { namesOf, type Page } from './page.ts'

const seenKey = (person: string, channel: string): string => `seen/${person}/${channel}`

/** Remembers that the open conversation has been read up to its end. */
function markRead({ screen: { me, channel, latest } }: Page): void {
  sessionStorage.setItem(seenKey(me.id, channel), latest[channel] ?? '0')
}

function isUnread({ screen: { me, latest } }: Page, channel: string): boolean {
  return Number(latest[channel] ?? 0) > Number(sessionStorage.getItem(seenKey(me.id, channel)) ?? 0)
}

/** Draws the lists at the side; what holds something new is bold. */
export function drawSidebar(page: Page): void {
  const { screen, where } = page
  const names = namesOf(screen)
  markRead(page)
  byId<HTMLSelectElement>('person').value = screen.me.id
  const channels = screen.channels.map(({ id, name }) => entry(page, id, name, h('span', { class: 'hash' }, '#')))
  redraw(byId('channels'), ...channels)
  const people = screen.people.map((one) => {
    const label = one.id === screen.me.id ? `${one.realName} (you)` : one.realName
    const look = () => page.go({ person: one.id })
    const button = h(
      'button',
      { type: 'button', 'data-key': one.id, title: `Continue as ${one.realName}`, onclick: look },
      avatar(one.id, names),
      label,
    )
    return h('li', {}, button)
  })
  redraw(byId('people'), ...people)
  redraw(byId('apps'), entry(page, screen.direct, screen.team.app.name, avatar(screen.team.app.userId, names)))
  byId('title').replaceChildren(titleOf(page))
  byId('topic').textContent = screen.channels.find((one) => one.id === where.channel)?.topic ?? ''
}

function entry(page: Page, id: string, name: string, mark: HTMLElement): HTMLElement {
  const open = page.where.channel === id
  const button = h(
    'button',
    {
      type: 'button',
      class: isUnread(page, id) ? 'unread' : '',
      'aria-current': open ? 'page' : null,
      'data-key': id,
      onclick: () => page.go({ channel: id, tab: 'messages' }),
    },
    mark,
    name,
  )
  return h('li', {}, button)
}

function titleOf({ screen, where }: Page): string {
  const channel = screen.channels.find((one) => one.id === where.channel)
  return channel ? `# ${channel.name}` : screen.team.app.name
}
