import { ask, type Done, undoOf } from './asking.ts'
import { refreshPage } from './refresh.ts'

const SHOWN_MS = 9_000

/** Makes room for short sentences about what just happened, before there is one: screen readers hear only what is added. */
export function startToasts(): void {
  const main = document.querySelector('main')
  if (!main || main.querySelector('.toasts')) return
  const room = document.createElement('div')
  room.className = 'toasts'
  room.setAttribute('role', 'status')
  main.append(room)
}

/** Says what was done, with the way back where there is one. */
export function tell({ said, undo }: Done): void {
  const toast = show(said, 'done')
  if (!undo) return
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'toast-action'
  button.textContent = 'Undo'
  button.addEventListener('click', () => {
    toast.remove()
    void takeBack(undo)
  })
  toast.append(button)
}

/** Says why something was not done. */
export function tellRefusal(error: unknown): void {
  show(error instanceof Error ? error.message : String(error), 'bad').setAttribute('role', 'alert')
}

async function takeBack(undo: string): Promise<void> {
  const { path, fields } = undoOf(undo)
  try {
    tell(await ask(path, fields))
  } catch (error) {
    tellRefusal(error)
  }
  await refreshPage().catch(() => undefined)
}

/** The newest takes the place of the one before; it stays while the member points at it or is in it. */
function show(text: string, kind: 'done' | 'bad'): HTMLElement {
  const room = document.querySelector('.toasts')
  const toast = document.createElement('div')
  toast.className = `toast ${kind}`
  const sentence = document.createElement('span')
  sentence.textContent = text
  toast.append(sentence)
  room?.replaceChildren(toast)
  const leave = (): void => {
    if (toast.matches(':hover, :focus-within')) setTimeout(leave, 1_000)
    else toast.remove()
  }
  setTimeout(leave, SHOWN_MS)
  return toast
}
