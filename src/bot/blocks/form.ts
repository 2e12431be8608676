import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types'
import type { Origin } from '../command.ts'
import { writeMetadata } from '../forms/metadata.ts'
import { clip, context, md, option, plain, section, select, warning } from './render.ts'

export interface FormOptions {
  readonly callbackId: string
  /** At most 24 characters, as are the words on the button. */
  readonly title: string
  /** Null where nothing can be sent yet. */
  readonly submit: string | null
  readonly blocks: KnownBlock[]
  readonly origin: Origin
  /** What the form is about: ids only. */
  readonly data?: Readonly<Record<string, unknown>>
}

/** A form on the person's screen. Its fields are found again by their block ids. */
export function form({ callbackId, title, submit, blocks, origin, data = {} }: FormOptions): ModalView {
  return {
    type: 'modal',
    callback_id: callbackId,
    title: plain(title, 24),
    ...(submit && { submit: plain(submit, 24) }),
    close: plain('Cancel', 24),
    blocks,
    private_metadata: writeMetadata(origin, data),
  }
}

/** What holds a form's place while its content is read. */
export function skeleton(title: string): ModalView {
  return { type: 'modal', title: plain(title, 24), close: plain('Cancel', 24), blocks: [context(md`One moment…`)] }
}

/** A sentence where a form would have stood, in our own words. */
export function notice(title: string, text: string): ModalView {
  return { type: 'modal', title: plain(title, 24), close: plain('Close', 24), blocks: warning(text).blocks }
}

/** Asks for something that decides about all the rest; the answer is told at once to `actionId`. */
export function firstQuestion(actionId: string, text: string, placeholder: string): KnownBlock {
  const accessory = { type: 'external_select', action_id: actionId, min_query_length: 0 } as const
  return { ...section(md`${text}`), accessory: { ...accessory, placeholder: plain(placeholder, 150) } }
}

export interface FieldOptions {
  readonly optional?: boolean
  readonly hint?: string
  /** The block's id where it is not the field's name: Slack keeps what was typed as long as the id stays. */
  readonly id?: string
  /** The action that hears of a choice at once, because other fields depend on it. */
  readonly tells?: string
}

export interface TextOptions extends FieldOptions {
  readonly initial?: string | null | undefined
  readonly placeholder?: string
  readonly lines?: boolean
  readonly max?: number
}

/** A field for typed text. */
export function textField(name: string, label: string, options: TextOptions = {}): InputBlock {
  const { initial, placeholder, lines, max = 3000 } = options
  return field(name, label, options, {
    type: 'plain_text_input',
    action_id: name,
    max_length: max,
    ...(lines && { multiline: true }),
    ...(initial && { initial_value: clip(initial, max) }),
    ...(placeholder && { placeholder: plain(placeholder, 150) }),
  })
}

/** A field with a menu of up to a hundred choices. */
export function choiceField(
  name: string,
  label: string,
  choices: readonly PlainTextOption[],
  options: FieldOptions & { chosen?: string | null } = {},
): InputBlock {
  return field(name, label, options, select(options.tells ?? name, 'Choose', choices, options.chosen))
}

/** A field with up to ten boxes to tick. */
export function choicesField(
  name: string,
  label: string,
  choices: readonly PlainTextOption[],
  options: FieldOptions & { chosen?: readonly string[] } = {},
): InputBlock {
  const initial = choices.filter(({ value }) => value !== undefined && options.chosen?.includes(value))
  return field(name, label, options, {
    type: 'checkboxes',
    action_id: name,
    options: choices.slice(0, 10),
    ...(initial.length > 0 && { initial_options: initial }),
  })
}

/** A field whose choices are searched for while the person types; `actionId` says who answers. */
export function searchField(
  name: string,
  label: string,
  actionId: string,
  options: FieldOptions & { chosen?: { name: string; value: string } | null } = {},
): InputBlock {
  const { chosen } = options
  return field(name, label, options, {
    type: 'external_select',
    action_id: actionId,
    min_query_length: 0,
    placeholder: plain('Type a name', 150),
    ...(chosen && { initial_option: option(chosen.name, chosen.value) }),
  })
}

/** A field with a calendar. */
export function dateField(name: string, label: string, initial: string | null, options: FieldOptions = {}): InputBlock {
  return field(name, label, options, {
    type: 'datepicker',
    action_id: name,
    ...(initial && { initial_date: initial }),
  })
}

/** A field with a clock; `initial` is like `09:30`. */
export function timeField(name: string, label: string, initial: string | null, options: FieldOptions = {}): InputBlock {
  return field(name, label, options, {
    type: 'timepicker',
    action_id: name,
    ...(initial && { initial_time: initial }),
  })
}

function field(
  name: string,
  label: string,
  { optional = false, hint, id = name, tells }: FieldOptions,
  element: InputBlock['element'],
): InputBlock {
  return {
    type: 'input',
    block_id: id,
    label: plain(label, 2000),
    optional,
    element,
    ...(hint && { hint: plain(hint, 2000) }),
    ...(tells && { dispatch_action: true }),
  }
}
