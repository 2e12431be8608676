import { elementsIn } from './form.ts'
import type { Block, Element, Option, Text } from './model.ts'

const words = (text: Text | string | undefined): string => (typeof text === 'string' ? text : (text?.text ?? ''))

/** By what a person, or a test, can name an element: its label, its ids, the words on it or beside it. */
function namesOf(block: Block, element: Element): string[] {
  const around = [words(block.label), words(block.text), words(element.text), words(element.placeholder)]
  return [...around, element.action_id ?? '', block.block_id ?? ''].filter((name) => name !== '')
}

const bare = (name: string): string =>
  name
    .replace(/[*_~`]|:[a-z0-9_+-]+:/gi, '')
    .replace(/[.…:]+$/, '')
    .trim()
    .toLowerCase()

/** Finds an element by name: exactly first, then by how a name begins. Throws with what there is. */
export function findElement(blocks: Block[], name: string, types?: string[]): { block: Block; element: Element } {
  const all = elementsIn(blocks).filter(({ element }) => !types || types.includes(element.type))
  const exact = all.find(({ block, element }) => namesOf(block, element).some((one) => bare(one) === bare(name)))
  const near = all.find(({ block, element }) => namesOf(block, element).some((one) => bare(one).startsWith(bare(name))))
  const found = exact ?? near
  if (found) return found
  const there = all.map(({ block, element }) => namesOf(block, element).join(' / '))
  throw new Error(`There is no “${name}” here, only:\n${there.join('\n') || 'nothing to use'}`)
}

export const optionsOf = (element: Element): Option[] =>
  element.options ?? element.option_groups?.flatMap((group) => group.options) ?? []

/** Finds an option by its words or value. Throws with what there is. */
export function findOption(options: Option[], wanted: string): Option {
  const exact = options.find((one) => one.value === wanted || bare(one.text.text) === bare(wanted))
  const found = exact ?? options.find((one) => bare(one.text.text).startsWith(bare(wanted)))
  if (found) return found
  throw new Error(`There is no option “${wanted}”, only: ${options.map((one) => one.text.text).join(', ') || 'none'}`)
}

/** Every word that can be read in these blocks, for looking at what an app shows. */
export function readable(blocks: Block[]): string {
  const found: string[] = []
  JSON.stringify(blocks, (key, value: unknown) => {
    if (key === 'text' && typeof value === 'string') found.push(value)
    return value
  })
  return found.join('\n')
}
