import { expect, it } from 'vitest'
import { keyOf, wordsOf } from '../../../src/core/search/model.ts'

it('takes words apart at whatever is neither letter nor digit, whatever their case and accents', () => {
  expect(wordsOf('Ácme-Corp. renewal', null, 'jane@acme.com')).toEqual(['acme', 'corp', 'renewal', 'jane', 'com'])
  expect(wordsOf('日本 Ζεύς 42', '')).toEqual(['日本', 'ζευς', '42'])
  expect(wordsOf(' ,;:🎉 ')).toEqual([])
})

it('spells words so that those with the same beginning stand together', () => {
  const { key, end } = keyOf('acme')
  for (const word of ['acme', 'acmeé', 'acmezzz', 'acme日']) {
    expect(keyOf(word).key >= key && keyOf(word).key < end).toBe(true)
  }
  for (const word of ['acm', 'acmd', 'acn', 'z', '']) {
    expect(keyOf(word).key >= key && keyOf(word).key < end).toBe(false)
  }
})
