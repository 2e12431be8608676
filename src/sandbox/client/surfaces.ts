import { initially } from '../form.ts'
import type { Block, Element, ElementState, Message, StateValues, View } from '../model.ts'
import { namesOf, type Page } from './page.ts'
import type { ElementRef, PlaceRef } from './server.ts'
import type { Surface } from './surface.ts'
import { attempt } from './toasts.ts'

/** What was typed into each view and message, kept through redraws until the view is gone. */
const typedIn = new Map<string, StateValues>()

export const typedOf = (id: string): StateValues => typedIn.get(id) ?? {}

export const forgetTyping = (id: string): boolean => typedIn.delete(id)

/** The surface of a message: each use of an element is told to the app at once. */
export function messageSurface(page: Page, { channel, ts }: Message): Surface {
  return surface(page, `${channel}/${ts}`, { message: { channel, ts } }, {}, false)
}

/** The surface of a form or of Home, which starts from what the workspace knows to be typed. */
export function viewSurface(page: Page, view: View): Surface {
  return surface(page, view.id, { view: view.id }, view.typed, view.type === 'modal')
}

function surface(page: Page, id: string, place: PlaceRef, typed: StateValues, isForm: boolean): Surface {
  const refOf = (block: Block, element: Element): ElementRef => ({
    place,
    block: block.block_id ?? '',
    action: element.action_id ?? '',
  })
  return {
    names: namesOf(page.screen),
    isForm,
    held: (block, element) => {
      const [blockId, actionId] = [block.block_id ?? '', element.action_id ?? '']
      const state = typedIn.get(id)?.[blockId]?.[actionId] ?? typed[blockId]?.[actionId] ?? initially(element)
      return heldIn(state)
    },
    keep: (block, element, held) => {
      const [blockId, actionId] = [block.block_id ?? '', element.action_id ?? '']
      const all = typedIn.get(id) ?? {}
      const name = nameOfHeld(initially(element))
      const state: ElementState = { type: element.type, ...(name && { [name]: held }) }
      typedIn.set(id, { ...all, [blockId]: { ...all[blockId], [actionId]: state } })
    },
    use: (block, element, held) =>
      attempt(async () => {
        await page.server.use(refOf(block, element), held, isForm ? typedOf(id) : {})
        await page.refresh()
      }),
    suggest: async (block, element, query) => {
      return page.server.options(refOf(block, element), query).catch(() => [])
    },
  }
}

const nameOfHeld = (state: ElementState): string | undefined => Object.keys(state).find((key) => key !== 'type')

function heldIn(state: ElementState): unknown {
  const name = nameOfHeld(state)
  return name ? state[name] : null
}
