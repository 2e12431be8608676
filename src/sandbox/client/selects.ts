import type { Block, Element, Option } from '../model.ts'
import { confirmed } from './confirm.ts'
import { h } from './dom.ts'
import { withEmoji } from './emoji.ts'
import { keyOf, type Surface, words } from './surface.ts'

interface Offer {
  value: string
  label: string
  /** What the element holds when this is picked. */
  held: unknown
}

const ofOption = (option: Option): Offer => ({
  value: option.value,
  label: withEmoji(words(option.text)),
  held: option,
})

/** A menu of options, people or channels. The browser's own, so that it works by key, by touch and by reader. */
export function drawSelect(block: Block, element: Element, surface: Surface): HTMLElement {
  const groups = offersOf(element, surface)
  const offers = groups.flatMap((group) => group.offers)
  const held = surface.held(block, element)
  const heldValue = typeof held === 'object' ? (held as Option | null)?.value : held
  const optional = block.type === 'input' && block.optional
  const empty = h('option', { value: '', hidden: !optional }, words(element.placeholder) || 'Choose an option')
  const select = h(
    'select',
    {
      class: 'b-select',
      'aria-label': block.type === 'input' ? null : words(element.placeholder) || words(block.text) || 'Choose',
      'data-key': keyOf(block, element),
      onchange: () => void picked(),
    },
    empty,
    groups.flatMap((group) => {
      const options = group.offers.map((one) => h('option', { value: one.value }, one.label))
      return group.label ? h('optgroup', { label: group.label }, options) : options
    }),
  )
  const before = String(heldValue ?? '')
  select.value = before
  const picked = async () => {
    const now = offers.find((one) => one.value === select.value)?.held ?? null
    if (!(await confirmed(element, surface.names))) {
      select.value = before
      return
    }
    surface.keep(block, element, now)
    if (block.type !== 'input' || block.dispatch_action) await surface.use(block, element, now)
  }
  return select
}

function offersOf(element: Element, { names }: Surface): { label?: string; offers: Offer[] }[] {
  if (element.type === 'users_select')
    return [{ offers: names.people.map(({ id, realName }) => ({ value: id, label: realName, held: id })) }]
  if (element.type === 'channels_select' || element.type === 'conversations_select')
    return [{ offers: names.channels.map(({ id, name }) => ({ value: id, label: `# ${name}`, held: id })) }]
  if (element.option_groups)
    return element.option_groups.map(({ label, options }) => ({ label: words(label), offers: options.map(ofOption) }))
  return [{ offers: (element.options ?? []).map(ofOption) }]
}
