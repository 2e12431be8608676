import type { Block, Element, Option } from '../model.ts'
import { confirmed } from './confirm.ts'
import { h } from './dom.ts'
import { plain } from './mrkdwn.ts'
import { openList, walkList } from './popup.ts'
import { keyOf, type Surface, words } from './surface.ts'

/** The menu behind three dots. */
export function drawOverflow(block: Block, element: Element, surface: Surface): HTMLElement {
  let close = () => {}
  const pick = async (option: Option) => {
    close()
    if (!(await confirmed(element, surface.names))) return
    if (option.url) window.open(option.url, '_blank', 'noreferrer')
    await surface.use(block, element, option)
  }
  const entries = (element.options ?? []).map((option) =>
    h('button', { type: 'button', role: 'menuitem', onclick: () => void pick(option) }, plain(words(option.text))),
  )
  const list = h('div', { class: 'popup', role: 'menu', hidden: true }, entries)
  list.addEventListener('keydown', (event) => walkList(list, event))
  const opener = h(
    'button',
    {
      type: 'button',
      class: 'b-button b-overflow',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      'aria-label': 'More actions',
      'data-key': keyOf(block, element),
      onclick: () => {
        if (!list.hidden) return close()
        close = openList(opener, list)
        entries[0]?.focus()
      },
    },
    '⋯',
  )
  return h('span', { class: 'popup-place' }, opener, list)
}
