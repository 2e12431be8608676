import { z } from 'zod'
import type { Block, Text } from '../model.ts'
import { Refusal } from '../refusal.ts'
import { faultsOf } from './blocks.ts'
import { plain } from './texts.ts'

const MOST_BLOCKS = 100
const MOST_BYTES = 250_000

const common = {
  blocks: z.array(z.unknown()),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
}
const modal = z.strictObject({
  type: z.literal('modal'),
  ...common,
  title: plain(24),
  submit: plain(24).optional(),
  close: plain(24).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  submit_disabled: z.boolean().optional(),
})
const home = z.strictObject({ type: z.literal('home'), ...common })
const payload = z.discriminatedUnion('type', [modal, home])

/** A view as the app sends it, found well formed. */
export interface ViewPayload {
  type: 'modal' | 'home'
  title?: Text
  submit?: Text
  close?: Text
  blocks: Block[]
  private_metadata?: string
  callback_id?: string
  external_id?: string
  clear_on_close?: boolean
  notify_on_close?: boolean
}

/** Reads a view as the app sent it. Throws as Slack refuses one that breaks a limit. */
export function checkView(sent: unknown): ViewPayload {
  if (JSON.stringify(sent ?? null).length > MOST_BYTES) throw new Refusal('view_too_large')
  const view = payload.safeParse(sent)
  if (!view.success)
    throw invalid(view.error.issues.map(({ path, message }) => `[ERROR] ${message} [${pointer(path)}]`))
  const faults = faultsOf(view.data.blocks, MOST_BLOCKS)
  if (faults.length > 0) throw invalid(faults.map((one) => one.replace('json-pointer:', 'json-pointer:/view')))
  const read = view.data as ViewPayload
  const asks = read.blocks.some((block) => block.type === 'input')
  if (asks && read.type === 'modal' && !read.submit)
    throw invalid(['[ERROR] submit is required when an input block is present [json-pointer:/view]'])
  return read
}

const pointer = (path: PropertyKey[]): string => `json-pointer:/view${path.map((step) => `/${String(step)}`).join('')}`

const invalid = (messages: string[]): Refusal => new Refusal('invalid_arguments', messages)
