import type { Block, Element, ElementState, StateValues, View } from './model.ts'

/** The elements that hold something, with the name of what they hold in `state.values`. */
const HOLDS: Record<string, { key: string; initial: keyof Element }> = {
  plain_text_input: { key: 'value', initial: 'initial_value' },
  email_text_input: { key: 'value', initial: 'initial_value' },
  number_input: { key: 'value', initial: 'initial_value' },
  static_select: { key: 'selected_option', initial: 'initial_option' },
  external_select: { key: 'selected_option', initial: 'initial_option' },
  radio_buttons: { key: 'selected_option', initial: 'initial_option' },
  checkboxes: { key: 'selected_options', initial: 'initial_options' },
  multi_static_select: { key: 'selected_options', initial: 'initial_options' },
  users_select: { key: 'selected_user', initial: 'initial_user' },
  channels_select: { key: 'selected_channel', initial: 'initial_channel' },
  conversations_select: { key: 'selected_conversation', initial: 'initial_conversation' },
  datepicker: { key: 'selected_date', initial: 'initial_date' },
  timepicker: { key: 'selected_time', initial: 'initial_time' },
}

/** Every interactive element of these blocks with the block it is in, in reading order. */
export function elementsIn(blocks: Block[]): { block: Block; element: Element }[] {
  return blocks.flatMap((block) => {
    if (block.type === 'context') return []
    const elements = [block.accessory, block.element, ...(block.elements ?? [])].filter((one) => one !== undefined)
    return elements.filter((one) => one.type !== 'image').map((element) => ({ block, element }))
  })
}

/** An element holding `held`; null when it holds nothing. */
export function holding(element: Element, held: unknown): ElementState {
  const holds = HOLDS[element.type]
  return holds ? { type: element.type, [holds.key]: held } : { type: element.type }
}

/** What an element holds before anybody touched it. */
export function initially(element: Element): ElementState {
  const holds = HOLDS[element.type]
  const nothing = holds?.key === 'selected_options' ? [] : null
  return holding(element, (holds && element[holds.initial]) ?? nothing)
}

/** The whole `state.values`: what was typed, and the initial value of everything else. */
export function stateValues(blocks: Block[], typed: StateValues): StateValues {
  const values: StateValues = {}
  for (const { block, element } of elementsIn(blocks)) {
    if (!HOLDS[element.type] || !block.block_id || !element.action_id) continue
    const held = typed[block.block_id]?.[element.action_id] ?? initially(element)
    values[block.block_id] = { ...values[block.block_id], [element.action_id]: held }
  }
  return values
}

/** The typed values that a newer version of the view keeps: those of fields with the same block and action id. */
export function keptTyping(blocks: Block[], typed: StateValues): StateValues {
  const fields = elementsIn(blocks)
  const kept = Object.entries(typed).filter(([id, held]) =>
    fields.some(({ block, element }) => block.block_id === id && held[element.action_id ?? '']),
  )
  return Object.fromEntries(kept)
}

const REQUIRED = 'Please complete this required field.'

/** What Slack's client itself refuses before it sends a form: missing and mis-sized answers, by block id. */
export function clientErrors(view: View): Record<string, string> {
  const values = stateValues(view.blocks, view.typed)
  const errors: Record<string, string> = {}
  for (const { type, block_id = '', element, optional } of view.blocks) {
    if (type !== 'input' || !element) continue
    const held = Object.entries(values[block_id]?.[element.action_id ?? ''] ?? {}).find(([key]) => key !== 'type')?.[1]
    const missing = held === null || held === '' || (Array.isArray(held) && held.length === 0)
    if (missing && !optional) errors[block_id] = REQUIRED
    if (typeof held === 'string' && held.length > (element.max_length ?? 3000))
      errors[block_id] = `Please enter no more than ${element.max_length ?? 3000} characters.`
    if (typeof held === 'string' && !missing && held.length < (element.min_length ?? 0))
      errors[block_id] = `Please enter at least ${element.min_length} characters.`
    if (element.type === 'number_input' && held && Number.isNaN(Number(held)))
      errors[block_id] = 'Please enter a number.'
  }
  return errors
}
