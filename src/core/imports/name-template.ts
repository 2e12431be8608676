import { type Column, columnNamed } from './columns.ts'

type Part = { readonly literal: string } | { readonly column: Column }

/**
 * A deal's name out of several columns: `{account} - {product}`. Where a column is empty, the words that join it go too.
 * Throws `invalid` for a column that the file does not have.
 */
export function nameTemplate(template: string, headers: readonly string[]): (cells: readonly string[]) => string {
  const parts = template
    .split(/(\{[^{}]+\})/)
    .filter((part) => part !== '')
    .map((part): Part => {
      const named = /^\{(.+)\}$/.exec(part)?.[1]
      return named === undefined ? { literal: part } : { column: columnNamed(headers, named.trim()) }
    })
  return (cells) => filled(parts, cells)
}

function filled(parts: readonly Part[], cells: readonly string[]): string {
  let name = ''
  let joint = ''
  let gap = false
  for (const part of parts) {
    if ('literal' in part) joint += part.literal
    else {
      const cell = cells[part.column.index] ?? ''
      if (cell !== '') name += gap && name === '' ? cell : joint + cell
      gap = cell === ''
      joint = ''
    }
  }
  return gap ? name.trim() : (name + joint).trim()
}
