import { describe, expect, it } from 'vitest'
import { aboutThread, commandIn } from '../../../src/bot/words/spoken.ts'

describe('the command in what somebody wrote', () => {
  it.each([
    ['move D-42 to Proposal', 'move D-42 to Proposal'],
    ['deal move D-42 to Proposal', 'move D-42 to Proposal'],
    ['/deal move D-42 to Proposal', 'move D-42 to Proposal'],
    ['Deal: D-42', 'D-42'],
    ['deal', ''],
    ['dealing with Acme', 'dealing with Acme'],
    ['<@U0BOT> won D-42', 'won D-42'],
    ['<@U0BOT|dealwright>, won D-42', 'won D-42'],
    ['now <@U0BOT> deal won D-42', 'won D-42'],
    ['won D-42 <@U0BOT>', 'won D-42'],
    ['<@U0BOT> assign D-42 to <@U1>', 'assign D-42 to <@U1>'],
    ['<@U0BOT>', ''],
    ['Hello!', ''],
    ['hi there', 'hi there'],
  ])('%s', (text, words) => {
    expect(commandIn(text, 'U0BOT')).toBe(words)
  })

  it.each([
    ['move to Proposal', 'move D-7 to Proposal'],
    ['won 42', 'won D-7 42'],
    ['won', 'won D-7'],
    ['', 'show D-7'],
    ['won D-9', 'won D-9'],
    ['won #9 12k', 'won #9 12k'],
    ['note D-Day is near', 'note D-7 D-Day is near'],
    ['list mine', 'list mine'],
  ])('in the thread of D-7: %s', (said, words) => {
    expect(aboutThread(said, 'D-7', (verb) => ['move', 'won', 'note'].includes(verb))).toBe(words)
  })
})
