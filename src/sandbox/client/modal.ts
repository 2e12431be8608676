import type { View } from '../model.ts'
import { drawBlocks } from './blocks.ts'
import { h } from './dom.ts'
import { plain } from './mrkdwn.ts'
import type { Page } from './page.ts'
import { words } from './surface.ts'
import { forgetTyping, typedOf, viewSurface } from './surfaces.ts'
import { attempt } from './toasts.ts'

let dialog: HTMLDialogElement | null = null
let drawnAs = ''

/** Shows the form on top of the person's screen, or takes it away. One that did not change is left alone. */
export function drawModal(page: Page): void {
  const view = page.screen.modal
  const as = view ? JSON.stringify([view.id, view.hash, view.errors]) : ''
  if (as === drawnAs) return
  drawnAs = as
  if (!view) {
    dialog?.close()
    dialog?.remove()
    dialog = null
    return
  }
  if (!dialog) {
    dialog = h('dialog', { class: 'modal', 'aria-labelledby': 'modal-title' })
    document.body.append(dialog)
  }
  fill(dialog, page, view)
  if (!dialog.open) dialog.showModal()
  focusFirst(dialog)
}

function fill(place: HTMLDialogElement, page: Page, view: View): void {
  const active = document.activeElement
  const key = active instanceof HTMLElement && place.contains(active) ? active.dataset.key : undefined
  const scrolled = place.querySelector('.modal-body')?.scrollTop ?? 0
  const close = () => attempt(() => leave(page, view))
  const send = (event: Event) => {
    event.preventDefault()
    void attempt(() => submit(place, page, view))
  }
  place.oncancel = (event) => {
    event.preventDefault()
    void close()
  }
  place.replaceChildren(
    h(
      'form',
      { novalidate: true, onsubmit: send },
      h(
        'header',
        { class: 'modal-head' },
        h('h2', { id: 'modal-title' }, plain(words(view.title))),
        h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close', onclick: () => void close() }, '×'),
      ),
      h('div', { class: 'modal-body' }, drawBlocks(view.blocks, viewSurface(page, view), view.errors)),
      h(
        'footer',
        { class: 'modal-foot' },
        h(
          'button',
          { type: 'button', class: 'b-button', onclick: () => void close() },
          plain(words(view.close ?? 'Cancel')),
        ),
        view.submit && h('button', { type: 'submit', class: 'b-button primary' }, plain(words(view.submit))),
      ),
    ),
  )
  const body = place.querySelector('.modal-body')
  if (body) body.scrollTop = scrolled
  if (key) place.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus()
}

function focusFirst(place: HTMLDialogElement): void {
  const wrong = place.querySelector<HTMLElement>('[aria-invalid="true"]')
  const first = place.querySelector<HTMLElement>('.modal-body input, .modal-body textarea, .modal-body select')
  if (wrong) wrong.focus()
  else if (!place.querySelector('.modal-body')?.contains(document.activeElement)) first?.focus()
}

async function submit(place: HTMLDialogElement, page: Page, view: View): Promise<void> {
  const button = place.querySelector<HTMLButtonElement>('button[type=submit]')
  if (button?.getAttribute('aria-busy') === 'true') return
  button?.setAttribute('aria-busy', 'true')
  place.querySelector('.modal-trouble')?.remove()
  try {
    const seen = await page.server.submit(view.id, typedOf(view.id))
    if (!seen.errors && !seen.trouble) forgetTyping(view.id)
    if (seen.errors) drawnAs = ''
    await page.refresh()
    if (seen.trouble) place.querySelector('.modal-foot')?.before(connectionTrouble())
  } finally {
    button?.removeAttribute('aria-busy')
  }
}

/** In Slack's words: what was typed is still there. */
function connectionTrouble(): HTMLElement {
  return h('p', { class: 'modal-trouble', role: 'alert' }, 'We had some trouble connecting. Try again?')
}

async function leave(page: Page, view: View): Promise<void> {
  await page.server.close(view.id)
  forgetTyping(view.id)
  await page.refresh()
}
