import { byId, h } from './dom.ts'

const SHOWN_MS = 8000

/** Says what went wrong, at the foot of the page. */
export function toast(message: string): void {
  const note = h(
    'div',
    { class: 'toast' },
    h('span', {}, message),
    h('button', { type: 'button', 'aria-label': 'Dismiss', onclick: () => note.remove() }, '×'),
  )
  byId('toasts').append(note)
  setTimeout(() => note.remove(), SHOWN_MS)
}

/** Does something for a person and says it when it fails. */
export async function attempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    toast(error instanceof Error ? error.message : String(error))
  }
}
