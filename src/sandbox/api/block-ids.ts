import { randomBytes } from 'node:crypto'
import type { Block, Element } from '../model.ts'

const random = (): string => randomBytes(4).toString('base64url')

const withId = (element: Element): Element =>
  element.type === 'image' || element.type === 'mrkdwn' || element.type === 'plain_text'
    ? element
    : { ...element, action_id: element.action_id ?? random() }

/** Names every block and element that the app left without an id, as Slack does. */
export function withIds(blocks: Block[]): Block[] {
  return blocks.map((block) => ({
    ...block,
    block_id: block.block_id ?? random(),
    ...(block.element && { element: withId(block.element) }),
    ...(block.accessory && { accessory: withId(block.accessory) }),
    ...(block.elements && { elements: block.elements.map(withId) }),
  }))
}
