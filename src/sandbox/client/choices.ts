import type { Block, Element, Option } from '../model.ts'
import { h } from './dom.ts'
import { plain } from './mrkdwn.ts'
import { keyOf, type Surface, words } from './surface.ts'

/** Radio buttons, checkboxes, and menus with several answers: all of them as lists to tick. */
export function drawChoices(block: Block, element: Element, surface: Surface): HTMLElement {
  const single = element.type === 'radio_buttons'
  const options = element.options ?? element.option_groups?.flatMap((group) => group.options) ?? []
  const held = surface.held(block, element) as Option | Option[] | null
  const ticked = new Set([held ?? []].flat().map((one) => one.value))
  const boxes = options.map((option, index) => ({ option, box: tick(option, index) }))
  function tick(option: Option, index: number): HTMLInputElement {
    return h('input', {
      type: single ? 'radio' : 'checkbox',
      name: keyOf(block, element),
      checked: ticked.has(option.value),
      'data-key': `${keyOf(block, element)}/${index}`,
      onchange: changed,
    })
  }
  function changed(): void {
    const chosen = boxes.filter(({ box }) => box.checked).map(({ option }) => option)
    const now = single ? (chosen[0] ?? null) : chosen
    surface.keep(block, element, now)
    if (block.type !== 'input' || block.dispatch_action) void surface.use(block, element, now)
  }
  return h(
    'div',
    { class: 'b-choices' },
    boxes.map(({ option, box }) =>
      h(
        'label',
        {},
        box,
        h(
          'span',
          {},
          plain(words(option.text)),
          option.description && h('small', {}, plain(words(option.description))),
        ),
      ),
    ),
  )
}
