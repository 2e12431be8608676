import { describe, expect, test } from 'vitest'
import { readTable } from '../../../src/core/imports/table.ts'

const read = (text: string) => readTable(Buffer.from(text))

describe('a file', () => {
  test.each([',', ';', '\t', '|'])('may be separated by %j', (separator) => {
    const { headers, rows } = read(`name${separator}value\nAcme${separator}1\n`)
    expect(headers).toEqual(['name', 'value'])
    expect(rows).toEqual([{ line: 2, cells: ['Acme', '1'] }])
  })

  test('may begin with a byte order mark and end its lines as Windows does', () => {
    expect(read('\uFEFFname,value\r\nAcme,1\r\n')).toMatchObject({
      headers: ['name', 'value'],
      rows: [{ cells: ['Acme', '1'] }],
    })
  })

  test('may be written in UTF-16 or Windows-1252', () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('name\nMüller\n', 'utf16le')])
    expect(readTable(utf16).rows[0]?.cells).toEqual(['Müller'])
    expect(readTable(Buffer.from('name\nM\u00fcller\n', 'latin1')).rows[0]?.cells).toEqual(['Müller'])
  })

  test('keeps separators, quotes and line breaks inside of quotes, and counts its lines', () => {
    const { rows } = read('name,value\n"Acme, ""Inc""\nBerlin",1\n\nNext,2\n')
    expect(rows).toEqual([
      { line: 2, cells: ['Acme, "Inc"\nBerlin', '1'] },
      { line: 5, cells: ['Next', '2'] },
    ])
  })

  test('has nothing where other programs say so, and no guard against formulas', () => {
    expect(read("a,b,c,d,e\nnull,NULL,n/a,'=1,0\n").rows[0]?.cells).toEqual(['', '', '', '=1', '0'])
  })

  test('skips rows without any cell filled and reports rows of another width', () => {
    const { rows, problems } = read('name,value\n,\nAcme,1,2\nNext,2\n')
    expect(rows.map(({ line }) => line)).toEqual([4])
    expect(problems).toEqual([{ line: 3, column: null, reason: 'has 3 cells where the header has 2' }])
  })

  test('that is empty or never closes a quote is refused', () => {
    expect(() => read('')).toThrow('The file is empty.')
    expect(() => read('name\n"Acme\n')).toThrow('The file cannot be read as CSV: Quote Not Closed')
  })
})
