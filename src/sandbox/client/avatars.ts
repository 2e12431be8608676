import { SLACKBOT } from '../team.ts'
import { h } from './dom.ts'
import type { Names } from './surface.ts'

const TONES = 5

/** A square with the initials of a person, or with the app's own mark. */
export function avatar(user: string, { people, app }: Names): HTMLElement {
  if (user === SLACKBOT.id) return h('span', { class: 'avatar avatar-slackbot', 'aria-hidden': 'true' }, '?!')
  if (user === app.userId) return h('span', { class: 'avatar avatar-app', 'aria-hidden': 'true' })
  const index = people.findIndex((one) => one.id === user)
  const initials = (people[index]?.realName ?? '?').split(' ').map((word) => word[0])
  return h(
    'span',
    { class: `avatar tone-${(index + TONES) % TONES}`, 'aria-hidden': 'true' },
    initials.slice(0, 2).join(''),
  )
}
