import { z } from 'zod'
import { anyText, confirm, id, option, plain } from './texts.ts'

const action = { action_id: id.optional(), focus_on_load: z.boolean().optional() }
const asking = { ...action, confirm: confirm.optional(), placeholder: plain(150).optional() }
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date like 2026-12-31')

const button = z.strictObject({
  type: z.literal('button'),
  text: plain(75),
  value: z.string().max(2000).optional(),
  url: z.string().max(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(75).optional(),
  action_id: id.optional(),
  confirm: confirm.optional(),
})

const image = z.strictObject({
  type: z.literal('image'),
  image_url: z.string().max(3000),
  alt_text: z.string().min(1).max(2000),
})

const group = z.strictObject({ label: plain(75), options: z.array(option).min(1).max(100) })
const someOptions = (most: number) => z.array(option).min(1).max(most)
const menu = {
  ...asking,
  options: someOptions(100).optional(),
  option_groups: z.array(group).min(1).max(100).optional(),
}

const staticSelect = z
  .strictObject({ type: z.literal('static_select'), ...menu, initial_option: option.optional() })
  .refine(hasChoices, 'must have options or option_groups')
  .refine((it) => offers(it, it.initial_option), 'initial_option is not among the options')

const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...menu,
    initial_options: someOptions(100).optional(),
    max_selected_items: z.number().min(1).optional(),
  })
  .refine(hasChoices, 'must have options or option_groups')
  .refine((it) => (it.initial_options ?? []).every((one) => offers(it, one)), 'an initial option is not offered')

const externalSelect = z.strictObject({
  type: z.literal('external_select'),
  ...asking,
  initial_option: option.optional(),
  min_query_length: z.number().min(0).optional(),
})

const usersSelect = z.strictObject({ type: z.literal('users_select'), ...asking, initial_user: id.optional() })
const channelsSelect = z.strictObject({
  type: z.literal('channels_select'),
  ...asking,
  initial_channel: id.optional(),
  response_url_enabled: z.boolean().optional(),
})
const conversationsSelect = z.strictObject({
  type: z.literal('conversations_select'),
  ...asking,
  initial_conversation: id.optional(),
  default_to_current_conversation: z.boolean().optional(),
  response_url_enabled: z.boolean().optional(),
  filter: z.record(z.string(), z.unknown()).optional(),
})

const overflow = z.strictObject({
  type: z.literal('overflow'),
  options: someOptions(5),
  action_id: id.optional(),
  confirm: confirm.optional(),
})
const datepicker = z.strictObject({ type: z.literal('datepicker'), ...asking, initial_date: date.optional() })
const timepicker = z.strictObject({ type: z.literal('timepicker'), ...asking, initial_time: z.string().optional() })

const fewOptions = { ...action, confirm: confirm.optional(), options: someOptions(10) }
const radio = z
  .strictObject({ type: z.literal('radio_buttons'), ...fewOptions, initial_option: option.optional() })
  .refine((it) => offers(it, it.initial_option), 'initial_option is not among the options')
const checkboxes = z
  .strictObject({ type: z.literal('checkboxes'), ...fewOptions, initial_options: someOptions(10).optional() })
  .refine((it) => (it.initial_options ?? []).every((one) => offers(it, one)), 'an initial option is not offered')

const typing = {
  ...action,
  placeholder: plain(150).optional(),
  initial_value: z.string().max(3000).optional(),
  dispatch_action_config: z.record(z.string(), z.unknown()).optional(),
}
const lengths = {
  min_length: z.number().min(0).max(3000).optional(),
  max_length: z.number().min(1).max(3000).optional(),
}
const textInput = z.strictObject({
  type: z.literal('plain_text_input'),
  ...typing,
  ...lengths,
  multiline: z.boolean().optional(),
})
const emailInput = z.strictObject({ type: z.literal('email_text_input'), ...typing })
const numberInput = z.strictObject({
  type: z.literal('number_input'),
  ...typing,
  is_decimal_allowed: z.boolean(),
  min_value: z.string().optional(),
  max_value: z.string().optional(),
})

const selects = [staticSelect, externalSelect, usersSelect, channelsSelect, conversationsSelect] as const
const pickers = [datepicker, timepicker, radio, checkboxes] as const

export const inActions = z.discriminatedUnion('type', [button, overflow, ...selects, ...pickers])
export const inSection = z.discriminatedUnion('type', [
  button,
  overflow,
  image,
  multiStaticSelect,
  ...selects,
  ...pickers,
])
export const inInput = z.discriminatedUnion('type', [
  textInput,
  emailInput,
  numberInput,
  multiStaticSelect,
  ...selects,
  ...pickers,
])
export const inContext = z.union([image, anyText(3000)])

interface Menu {
  options?: { value: string }[] | undefined
  option_groups?: { options: { value: string }[] }[] | undefined
}

function hasChoices(it: Menu): boolean {
  return Boolean(it.options) !== Boolean(it.option_groups)
}

function offers(it: Menu, wanted: { value: string } | undefined): boolean {
  if (!wanted) return true
  const all = it.options ?? it.option_groups?.flatMap((one) => one.options) ?? []
  return all.some((one) => one.value === wanted.value)
}
