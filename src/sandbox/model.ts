/** Block Kit as Slack's clients read it: loose on purpose, because the limits decide what is well formed. */
export interface Text {
  type: string
  text: string
  emoji?: boolean
}

export interface Confirm {
  title: Text
  text: Text
  confirm: Text
  deny: Text
  style?: string
}

export interface Option {
  text: Text
  value: string
  description?: Text
  url?: string
}

export interface Element {
  type: string
  action_id?: string
  text?: Text | string
  value?: string
  style?: string
  url?: string
  confirm?: Confirm
  placeholder?: Text
  options?: Option[]
  option_groups?: { label: Text; options: Option[] }[]
  initial_option?: Option
  initial_options?: Option[]
  initial_user?: string
  initial_users?: string[]
  initial_conversation?: string
  initial_channel?: string
  initial_date?: string
  initial_time?: string
  initial_value?: string
  min_query_length?: number
  multiline?: boolean
  min_length?: number
  max_length?: number
  image_url?: string
  alt_text?: string
}

export interface Block {
  type: string
  block_id?: string
  text?: Text
  fields?: Text[]
  accessory?: Element
  elements?: Element[]
  element?: Element
  label?: Text
  hint?: Text
  optional?: boolean
  dispatch_action?: boolean
  image_url?: string
  slack_file?: { id?: string; url?: string }
  alt_text?: string
  title?: Text
}

/** What one element holds, in the shape of `state.values`: `{ type, value | selected_option | selected_user ... }`. */
export type ElementState = { type: string } & Record<string, unknown>
export type StateValues = Record<string, Record<string, ElementState>>

export interface SharedFile {
  id: string
  name: string
  title: string
  mimetype: string
  size: number
  alt_txt?: string
}

export interface Attachment {
  from_url?: string
  title?: string
  text?: string
  color?: string
  blocks?: Block[]
}

export interface Message {
  channel: string
  ts: string
  user: string
  text: string
  blocks?: Block[]
  attachments?: Attachment[]
  files?: SharedFile[]
  thread_ts?: string
  edited?: boolean
  /** By which the app says that it posts the same message again. */
  client_msg_id?: string
  /** The one person who sees it, when it is ephemeral. */
  onlyFor?: string
}

export interface View {
  id: string
  type: 'modal' | 'home'
  /** Whose screen it is on. */
  user: string
  hash: string
  callback_id: string
  private_metadata: string
  external_id: string
  title?: Text
  submit?: Text | null
  close?: Text | null
  blocks: Block[]
  clear_on_close: boolean
  notify_on_close: boolean
  root_view_id: string
  previous_view_id: string | null
  /** What was typed since the view came up; everything else still stands at its initial value. */
  typed: StateValues
  /** Refusals shown under the fields, by block id. */
  errors: Record<string, string>
}

/** Something that went wrong between Slack and the app, as the person sees it at the foot of the screen. */
export interface Trouble {
  user: string
  code: string
  message: string
}
