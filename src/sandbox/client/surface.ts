import type { Block, Element, Option } from '../model.ts'
import type { Person, Team } from '../team.ts'

/** Who and what can be named in text. */
export interface Names {
  people: Person[]
  app: Team['app']
  channels: { id: string; name: string }[]
  /** The reader's zone: times are shown in it. */
  timeZone: string
}

/** What a block needs to know of the message, form or Home that it is drawn in. */
export interface Surface {
  names: Names
  /** True where fields are sent together, by the form's own button. */
  isForm: boolean
  /** What an element holds now: what was typed, or what it came with. */
  held(block: Block, element: Element): unknown
  /** Keeps what was typed without telling the app. */
  keep(block: Block, element: Element, held: unknown): void
  /** Tells the app that an element was used. */
  use(block: Block, element: Element, held?: unknown): Promise<void>
  /** The options that the app has for what is typed. */
  suggest(block: Block, element: Element, query: string): Promise<Option[]>
}

/** How an element is found again after a redraw. */
export const keyOf = (block: Block, element: Element): string => `${block.block_id}/${element.action_id}`

export const words = (text: { text: string } | string | undefined): string =>
  typeof text === 'string' ? text : (text?.text ?? '')
