import { expect, test } from 'vitest'
import { nameTemplate } from '../../../src/core/imports/name-template.ts'

const headers = ['account', 'product', 'city']

test.each([
  ['{account} - {product}', ['Acme', 'GTX', ''], 'Acme - GTX'],
  ['{account} - {product}', ['', 'GTX', ''], 'GTX'],
  ['{account} - {product}', ['Acme', '', ''], 'Acme'],
  ['{account} - {product} ({city})', ['Acme', 'GTX', ''], 'Acme - GTX'],
  ['{account} - {product} ({city})', ['Acme', '', 'Bonn'], 'Acme (Bonn)'],
  ['Deal with {Account}', ['Acme', '', ''], 'Deal with Acme'],
  ['{account}', ['', '', ''], ''],
])('%s of %j is %j', (template, cells, name) => {
  expect(nameTemplate(template, headers)(cells)).toBe(name)
})

test('a column that the file does not have is refused', () => {
  expect(() => nameTemplate('{account} {street}', headers)).toThrow('The file has no column “street”.')
})
