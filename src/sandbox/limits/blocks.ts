import { z } from 'zod'
import type { Block } from '../model.ts'
import { inActions, inContext, inInput, inSection } from './elements.ts'
import { anyText, id, plain } from './texts.ts'

const named = { block_id: id.optional() }

const section = z
  .strictObject({
    type: z.literal('section'),
    ...named,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: inSection.optional(),
    expand: z.boolean().optional(),
  })
  .refine((it) => it.text || it.fields, 'must have text or fields')

const header = z.strictObject({ type: z.literal('header'), ...named, text: plain(150) })
const divider = z.strictObject({ type: z.literal('divider'), ...named })
const context = z.strictObject({ type: z.literal('context'), ...named, elements: z.array(inContext).min(1).max(10) })
const actions = z.strictObject({ type: z.literal('actions'), ...named, elements: z.array(inActions).min(1).max(25) })
const image = z
  .strictObject({
    type: z.literal('image'),
    ...named,
    image_url: z.string().max(3000).optional(),
    slack_file: z.strictObject({ id: id.optional(), url: z.string().optional() }).optional(),
    alt_text: z.string().min(1).max(2000),
    title: plain(2000).optional(),
  })
  .refine((it) => Boolean(it.image_url) !== Boolean(it.slack_file), 'must have image_url or slack_file')
const input = z.strictObject({
  type: z.literal('input'),
  ...named,
  label: plain(2000),
  element: inInput,
  hint: plain(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
})

const block = z.discriminatedUnion('type', [section, header, divider, context, actions, image, input])

/** What is wrong with these blocks, in Slack's words, each with a pointer to the place; empty when nothing is. */
export function faultsOf(blocks: unknown, most: number): string[] {
  const result = z.array(block).max(most).safeParse(blocks)
  if (!result.success) return result.error.issues.map(asSlackSaysIt)
  return [...twice(blocks as Block[]), ...actionsTwice(blocks as Block[])]
}

function asSlackSaysIt(issue: z.core.$ZodIssue): string {
  const pointer = `/blocks${issue.path.map((step) => `/${String(step)}`).join('')}`
  return `[ERROR] ${sentence(issue)} [json-pointer:${pointer}]`
}

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big' && issue.origin === 'array') return `no more than ${issue.maximum} items allowed`
  if (issue.code === 'too_big') return `must be less than ${Number(issue.maximum) + 1} characters`
  if (issue.code === 'too_small' && issue.origin === 'array') return 'must have at least one item'
  if (issue.code === 'too_small') return 'must be more than 0 characters'
  if (issue.code === 'unrecognized_keys') return `invalid additional property: ${issue.keys.join(', ')}`
  if (issue.code === 'invalid_union' && 'discriminator' in issue) return 'unsupported type'
  return issue.message
}

function twice(blocks: Block[]): string[] {
  const seen = new Set<string>()
  return blocks.flatMap(({ block_id }, index) => {
    if (!block_id) return []
    if (seen.has(block_id)) return [`[ERROR] block_id already exists: ${block_id} [json-pointer:/blocks/${index}]`]
    seen.add(block_id)
    return []
  })
}

function actionsTwice(blocks: Block[]): string[] {
  return blocks.flatMap(({ type, elements = [] }, index) => {
    if (type !== 'actions') return []
    const ids = elements.flatMap((one) => one.action_id ?? [])
    const double = ids.find((one, at) => ids.indexOf(one) !== at)
    return double ? [`[ERROR] action_id already exists: ${double} [json-pointer:/blocks/${index}/elements]`] : []
  })
}
