import type { Block } from '../model.ts'
import { Refusal } from '../refusal.ts'
import { faultsOf } from './blocks.ts'

const MOST_BLOCKS = 50
/** The text beside the blocks: notifications and screen readers live on it. */
const MOST_TEXT = 4000
/** Everything that can be read in one message. */
const MOST_TEXT_IN_ALL = 10_000

/** Throws as Slack refuses a message that breaks a limit, or that has nothing to read out in a notification. */
export function checkMessage(message: { text?: unknown; blocks?: unknown }): void {
  const text = typeof message.text === 'string' ? message.text : ''
  if (!text.trim()) throw new Refusal('no_text')
  if (text.length >= MOST_TEXT) throw new Refusal('msg_too_long')
  if (message.blocks === undefined || message.blocks === null) return
  const faults = faultsOf(message.blocks, MOST_BLOCKS)
  if (faults.length > 0) throw new Refusal('invalid_blocks', faults)
  if (readable(message.blocks as Block[]) >= MOST_TEXT_IN_ALL) throw new Refusal('msg_blocks_too_long')
}

function readable(blocks: Block[]): number {
  let sum = 0
  JSON.stringify(blocks, (key, value: unknown) => {
    if (key === 'text' && typeof value === 'string') sum += value.length
    return value
  })
  return sum
}
