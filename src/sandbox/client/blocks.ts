import type { Block, Element, Text } from '../model.ts'
import { h } from './dom.ts'
import { drawElement } from './elements.ts'
import { mrkdwn, plain } from './mrkdwn.ts'
import { type Names, type Surface, words } from './surface.ts'

/** A text object as nodes, by its type. */
function drawText(text: Text, names: Names): Node[] {
  return text.type === 'mrkdwn' ? mrkdwn(text.text, names) : [plain(text.text)]
}

type Draw = (block: Block, surface: Surface, error?: string) => HTMLElement

const draws: Record<string, Draw> = {
  section: (block, surface) =>
    h(
      'div',
      { class: 'b-section' },
      h(
        'div',
        { class: 'b-section-body' },
        block.text && h('div', { class: 'b-text' }, drawText(block.text, surface.names)),
        block.fields &&
          h(
            'div',
            { class: 'b-fields' },
            block.fields.map((field) => h('div', {}, drawText(field, surface.names))),
          ),
      ),
      block.accessory && h('div', { class: 'b-accessory' }, drawElement(block, block.accessory, surface)),
    ),
  header: (block) => h('h3', { class: 'b-header' }, plain(words(block.text))),
  divider: () => h('hr', { class: 'b-divider' }),
  context: (block, surface) =>
    h(
      'div',
      { class: 'b-context' },
      (block.elements ?? []).map((element) => drawContext(element, surface.names)),
    ),
  actions: (block, surface) =>
    h(
      'div',
      { class: 'b-actions' },
      (block.elements ?? []).map((element) => drawElement(block, element, surface)),
    ),
  image: (block) =>
    h(
      'figure',
      { class: 'b-image' },
      block.title && h('figcaption', {}, plain(words(block.title))),
      h('img', { src: block.image_url ?? `/sandbox/files/${block.slack_file?.id}`, alt: block.alt_text }),
    ),
  input: (block, surface, error) => drawInput(block, surface, error),
}

/** Draws blocks one below the other; `errors` stand under the fields they are about. */
export function drawBlocks(blocks: Block[], surface: Surface, errors: Record<string, string> = {}): HTMLElement {
  return h(
    'div',
    { class: 'blocks' },
    blocks.map((block) => draws[block.type]?.(block, surface, errors[block.block_id ?? ''])),
  )
}

function drawContext(element: Element, names: Names): HTMLElement {
  if (element.type === 'image')
    return h('img', { src: element.image_url, alt: element.alt_text, class: 'b-context-image' })
  return h('span', {}, drawText({ type: element.type, text: words(element.text) }, names))
}

function drawInput(block: Block, surface: Surface, error?: string): HTMLElement {
  const { element, hint, optional } = block
  if (!element) return h('div')
  const grouped = element.type === 'radio_buttons' || element.type === 'checkboxes'
  const field = drawElement(block, element, surface)
  const id = `field-${block.block_id}`
  const control = field.matches('input, select, textarea') ? field : field.querySelector('input, select, textarea')
  if (!grouped) control?.setAttribute('id', id)
  if (error) control?.setAttribute('aria-invalid', 'true')
  if (error || hint) control?.setAttribute('aria-describedby', `${id}-note`)
  const label = [plain(words(block.label)), optional ? h('span', { class: 'b-optional' }, ' (optional)') : null]
  const note = error
    ? h('p', { class: 'b-error', id: `${id}-note` }, error)
    : hint && h('p', { class: 'b-hint', id: `${id}-note` }, plain(words(hint)))
  if (grouped) return h('fieldset', { class: 'b-input' }, h('legend', {}, ...label), field, note)
  return h(
    'div',
    { class: error ? 'b-input b-input-wrong' : 'b-input' },
    h('label', { for: id }, ...label),
    field,
    note,
  )
}
