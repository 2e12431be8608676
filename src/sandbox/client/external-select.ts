import type { Block, Element, Option } from '../model.ts'
import { h } from './dom.ts'
import { plain } from './mrkdwn.ts'
import { openList, walkList } from './popup.ts'
import { keyOf, type Surface, words } from './surface.ts'

const QUIET_MS = 150

/** A menu whose options come from the app while somebody types. */
export function drawExternalSelect(block: Block, element: Element, surface: Surface): HTMLElement {
  const least = element.min_query_length ?? 3
  const shown = (held: unknown) => words((held as Option | null)?.text)
  let close = () => {}
  let timer: number | undefined
  let asked = 0
  const list = h('div', { class: 'popup popup-wide', role: 'listbox', hidden: true })
  const input = h('input', {
    type: 'text',
    class: 'b-typing b-external',
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-label': block.type === 'input' ? null : words(element.placeholder) || 'Search',
    autocomplete: 'off',
    placeholder: words(element.placeholder) || 'Type to search',
    value: shown(surface.held(block, element)),
    'data-key': keyOf(block, element),
  })
  const pick = (option: Option | null) => {
    close()
    input.value = shown(option)
    surface.keep(block, element, option)
    if (block.type !== 'input' || block.dispatch_action) void surface.use(block, element, option)
  }
  const look = async () => {
    const turn = ++asked
    const query = input.value.trim()
    if (query.length < least) return close()
    const options = await surface.suggest(block, element, query)
    if (turn !== asked) return
    const entries = options.map((option) =>
      h('button', { type: 'button', role: 'option', onclick: () => pick(option) }, plain(words(option.text))),
    )
    list.replaceChildren(...(entries.length > 0 ? entries : [h('p', { class: 'popup-empty' }, 'No results')]))
    if (list.hidden) close = openList(input, list)
  }
  const lookSoon = () => {
    clearTimeout(timer)
    timer = window.setTimeout(() => void look(), QUIET_MS)
  }
  input.addEventListener('input', () => {
    if (input.value === '') surface.keep(block, element, null)
    lookSoon()
  })
  input.addEventListener('focus', () => {
    if (least === 0 && input.value === '') lookSoon()
  })
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' || list.hidden) return
    event.preventDefault()
    list.querySelector('button')?.focus()
  })
  list.addEventListener('keydown', (event) => walkList(list, event))
  return h('span', { class: 'popup-place popup-place-wide' }, input, list)
}
