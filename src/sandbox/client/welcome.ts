import { h, redraw } from './dom.ts'
import type { Page } from './page.ts'

/** What to try first: whole commands that one press puts into the composer. */
export function drawWelcome(place: HTMLElement, page: Page, write: (text: string) => void): void {
  const { tries } = page.screen.suggestions
  if (place.childElementCount > 0) return
  const chips = tries.map((text) => h('button', { type: 'button', class: 'chip', onclick: () => write(text) }, text))
  const dashboard = h('a', { href: '/' }, 'dashboard')
  redraw(place, h('span', {}, 'Try'), ...chips, h('span', {}, 'and watch the ', dashboard, ' change.'))
}
