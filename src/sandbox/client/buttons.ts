import type { Block, Element } from '../model.ts'
import { confirmed } from './confirm.ts'
import { h } from './dom.ts'
import { plain } from './mrkdwn.ts'
import { keyOf, type Surface, words } from './surface.ts'

/** A button; one with an address also opens it. It is busy until the app has acknowledged. */
export function drawButton(block: Block, element: Element, surface: Surface): HTMLElement {
  const look = { class: `b-button ${element.style ?? ''}`, 'data-key': keyOf(block, element) }
  const label = plain(words(element.text))
  if (element.url) {
    const press = () => void surface.use(block, element)
    return h('a', { ...look, href: element.url, target: '_blank', rel: 'noreferrer', onclick: press }, label)
  }
  const button = h('button', { ...look, type: 'button', onclick: () => void press() }, label)
  const press = async () => {
    if (button.getAttribute('aria-busy') === 'true') return
    if (!(await confirmed(element, surface.names))) return
    button.setAttribute('aria-busy', 'true')
    await surface.use(block, element).finally(() => button.removeAttribute('aria-busy'))
  }
  return button
}
