import { describe, expect, it } from 'vitest'
import { checkMessage } from '../../src/sandbox/limits/message.ts'
import { checkView } from '../../src/sandbox/limits/view.ts'
import { Refusal } from '../../src/sandbox/refusal.ts'

const plain = (text: string) => ({ type: 'plain_text', text })
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
const long = (length: number) => 'x'.repeat(length)
const many = <T>(count: number, one: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => one(index))
const option = (index: number | string) => ({ text: plain(`Option ${index}`), value: `${index}` })
const button = (fields: object) => ({ type: 'button', action_id: 'a', text: plain('Go'), ...fields })
const actions = (...elements: object[]) => ({ type: 'actions', elements })
const input = (element: object) => ({ type: 'input', label: plain('Name'), element })

function refusalOf(work: () => void): Refusal {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('It was accepted')
}

describe('a message', () => {
  const refused = (...blocks: object[]) => refusalOf(() => checkMessage({ text: 'Deal', blocks })).messages[0]

  it.each([
    ['a section text over 3000', { type: 'section', text: mrkdwn(long(3001)) }, 'must be less than 3001 characters'],
    ['an eleventh field', { type: 'section', fields: many(11, () => mrkdwn('x')) }, 'no more than 10 items'],
    ['a field over 2000', { type: 'section', fields: [mrkdwn(long(2001))] }, 'must be less than 2001'],
    ['a header over 150', { type: 'header', text: plain(long(151)) }, 'must be less than 151'],
    ['an eleventh context element', { type: 'context', elements: many(11, () => mrkdwn('x')) }, 'no more than 10'],
    ['a 26th action', actions(...many(26, (at) => button({ action_id: `a${at}` }))), 'no more than 25'],
    ['a button text over 75', actions(button({ text: plain(long(76)) })), 'must be less than 76'],
    ['a button value over 2000', actions(button({ value: long(2001) })), 'must be less than 2001'],
    ['an action_id over 255', actions(button({ action_id: long(256) })), 'must be less than 256'],
    ['an action_id twice', actions(button({}), button({})), 'action_id already exists'],
    ['a 101st option', actions({ type: 'static_select', options: many(101, option) }), 'no more than 100'],
    ['an option value over 150', actions({ type: 'static_select', options: [option(long(151))] }), 'must be less than'],
    ['a sixth overflow option', actions({ type: 'overflow', options: many(6, option) }), 'no more than 5'],
    ['an eleventh radio button', actions({ type: 'radio_buttons', options: many(11, option) }), 'no more than 10'],
    ['empty text', { type: 'section', text: mrkdwn('') }, 'must be more than 0 characters'],
    [
      'an initial option that is not offered',
      actions({ type: 'static_select', options: [option(1)], initial_option: option(2) }),
      'initial_option',
    ],
    ['a field that Slack does not have', actions(button({ colour: 'red' })), 'invalid additional property: colour'],
    ['a block that is not rendered everywhere', { type: 'table', rows: [] }, 'unsupported type'],
  ])('is refused for %s', (_what, block, message) => {
    expect(refused(block)).toContain(message)
  })

  it('is told where it went wrong', () => {
    expect(refused({ type: 'divider' }, { type: 'section', text: mrkdwn(long(3001)) })).toContain('/blocks/1/text/text')
  })

  it('is refused for a 51st block and for a block_id that comes twice', () => {
    expect(refused(...many(51, () => ({ type: 'divider' })))).toContain('no more than 50')
    expect(refused({ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'a' })).toContain(
      'block_id already exists',
    )
  })

  it('is refused without text beside its blocks, and with too much of it', () => {
    expect(refusalOf(() => checkMessage({ blocks: [{ type: 'divider' }] })).error).toBe('no_text')
    expect(refusalOf(() => checkMessage({ text: long(4000) })).error).toBe('msg_too_long')
    const wall = many(5, () => ({ type: 'section', text: mrkdwn(long(2500)) }))
    expect(refusalOf(() => checkMessage({ text: 'x', blocks: wall })).error).toBe('msg_blocks_too_long')
  })

  it('passes at the limits', () => {
    const blocks = [
      { type: 'section', text: mrkdwn(long(3000)), fields: many(10, () => plain('x')) },
      actions(...many(25, (at) => button({ action_id: `a${at}`, style: 'danger' }))),
    ]
    expect(() => checkMessage({ text: 'Deal', blocks })).not.toThrow()
  })
})

describe('a form', () => {
  const form = { type: 'modal', title: plain('New deal'), submit: plain('Create'), blocks: [] as object[] }
  const refused = (fields: object) => refusalOf(() => checkView({ ...form, ...fields }))

  it.each([
    ['a title over 24', { title: plain(long(25)) }],
    ['a submit button over 24', { submit: plain(long(25)) }],
    ['private_metadata over 3000', { private_metadata: long(3001) }],
    ['a 101st block', { blocks: many(101, () => ({ type: 'divider' })) }],
    ['a field and no submit button', { submit: undefined, blocks: [input({ type: 'plain_text_input' })] }],
    ['an input without an element', { blocks: [{ type: 'input', label: plain('Name') }] }],
    ['a placeholder over 150', { blocks: [input({ type: 'plain_text_input', placeholder: plain(long(151)) })] }],
  ])('is refused for %s', (_what, fields) => {
    expect(refused(fields).error).toBe('invalid_arguments')
  })

  it('is refused above 250 KB', () => {
    const blocks = many(100, () => ({ type: 'section', text: mrkdwn(long(2900)) }))
    expect(refused({ blocks }).error).toBe('view_too_large')
  })
})
