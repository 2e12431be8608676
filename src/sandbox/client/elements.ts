import type { Block, Element } from '../model.ts'
import { drawButton } from './buttons.ts'
import { drawChoices } from './choices.ts'
import { h } from './dom.ts'
import { drawExternalSelect } from './external-select.ts'
import { drawOverflow } from './overflow.ts'
import { drawSelect } from './selects.ts'
import { keyOf, type Surface, words } from './surface.ts'

type Draw = (block: Block, element: Element, surface: Surface) => HTMLElement

const draws: Record<string, Draw> = {
  button: drawButton,
  overflow: drawOverflow,
  static_select: drawSelect,
  users_select: drawSelect,
  channels_select: drawSelect,
  conversations_select: drawSelect,
  external_select: drawExternalSelect,
  multi_static_select: drawChoices,
  radio_buttons: drawChoices,
  checkboxes: drawChoices,
  datepicker: (block, element, surface) => drawPicker(block, element, surface, 'date'),
  timepicker: (block, element, surface) => drawPicker(block, element, surface, 'time'),
  plain_text_input: drawTextInput,
  email_text_input: drawTextInput,
  number_input: drawTextInput,
  image: (_block, element) => h('img', { src: element.image_url, alt: element.alt_text, class: 'b-thumb' }),
}

/** Draws one element of a block, ready for use. */
export function drawElement(block: Block, element: Element, surface: Surface): HTMLElement {
  return draws[element.type]?.(block, element, surface) ?? h('span', { class: 'b-unknown' }, element.type)
}

function drawPicker(block: Block, element: Element, surface: Surface, type: string): HTMLElement {
  const input = h('input', {
    type,
    class: 'b-picker',
    value: String(surface.held(block, element) ?? ''),
    'aria-label': words(element.placeholder) || words(block.text) || 'Date',
    'data-key': keyOf(block, element),
    onchange: () => {
      const held = input.value || null
      surface.keep(block, element, held)
      if (!surface.isForm || block.type !== 'input' || block.dispatch_action) void surface.use(block, element, held)
    },
  })
  return input
}

const INPUT_TYPES: Record<string, string> = { email_text_input: 'email', number_input: 'text' }

function drawTextInput(block: Block, element: Element, surface: Surface): HTMLElement {
  const shared = {
    class: 'b-typing',
    placeholder: words(element.placeholder),
    maxlength: element.max_length,
    'data-key': keyOf(block, element),
    autocomplete: 'off',
  }
  const input = element.multiline
    ? h('textarea', { ...shared, rows: 4 })
    : h('input', {
        ...shared,
        type: INPUT_TYPES[element.type] ?? 'text',
        inputmode: element.type === 'number_input' && 'decimal',
      })
  input.value = String(surface.held(block, element) ?? '')
  input.addEventListener('input', () => surface.keep(block, element, input.value || null))
  if (block.dispatch_action)
    input.addEventListener('change', () => void surface.use(block, element, input.value || null))
  return input
}
