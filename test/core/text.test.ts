import { expect, test } from 'vitest'
import { AppError, cleanText } from '../../src/core/index.ts'

const name = { field: 'name', max: 10, required: true } as const

test('text is trimmed, put on one line and freed of control characters', () => {
  expect(cleanText('  Big\t\n  deal\u0000\u0007 ', name)).toBe('Big deal')
})

test('signs that turn the reading direction are removed, emoji stay whole', () => {
  expect(cleanText('a\u202eb 👩‍💻', name)).toBe('ab 👩‍💻')
})

test('line breaks stay where they are asked for', () => {
  expect(cleanText(' one\r\n\r\n\ttwo\u0000 ', { field: 'text', max: 100, lines: true })).toBe('one\n\n\ttwo')
})

test('nothing is null, or refused where something is required', () => {
  expect(cleanText(' \u0000 ', { field: 'phone', max: 10 })).toBeNull()
  expect(cleanText(undefined, { field: 'phone', max: 10 })).toBeNull()
  expect(() => cleanText('   ', name)).toThrow('Write a name.')
})

test('too long says how long and how long it may be, by field, counting an emoji as one', () => {
  expect(cleanText('🎉'.repeat(10), name)).toBe('🎉'.repeat(10))
  const error = thrownBy(() => cleanText('x'.repeat(1200), { ...name, max: 1000 }))
  expect(error).toBeInstanceOf(AppError)
  expect(error).toMatchObject({
    code: 'invalid',
    message: 'The name has 1,200 characters; the most is 1,000. Shorten it.',
    fields: { name: expect.stringContaining('1,200') },
  })
})

function thrownBy(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return undefined
}
