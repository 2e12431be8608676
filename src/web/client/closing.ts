import { ask, type Done, Refused } from './asking.ts'

const INVALID = 400

/**
 * Asks in a small form over the board for what an ending needs, and closes the deal. Resolves to what was done, or null when
 * the member thought better of it. Throws when the deal cannot be closed.
 */
export async function askClosing(card: HTMLElement, status: string): Promise<Done | null> {
  const { number = '', version = '' } = card.dataset
  const dialog = await dialogOf(`/board/${number}/close?status=${status}`)
  const form = dialog.querySelector('form')
  const seen = form?.querySelector<HTMLInputElement>('input[name=version]')
  if (!form || !seen) throw new Refused('That did not work, and nothing was changed. Load the page again.', 0)
  // What counts is the deal that the member saw on the board, not what it has become until the form came.
  seen.value = version
  dialog.showModal()
  form.querySelector<HTMLElement>('select, input:not([type=hidden])')?.focus()
  try {
    return await answered(dialog, form)
  } finally {
    dialog.close()
    dialog.remove()
  }
}

function answered(dialog: HTMLDialogElement, form: HTMLFormElement): Promise<Done | null> {
  return new Promise((resolve, reject) => {
    dialog.addEventListener('cancel', () => resolve(null))
    dialog.addEventListener('click', ({ target }) => {
      if (target === dialog) resolve(null)
    })
    dialog.querySelector('[data-close-cancel]')?.addEventListener('click', (event) => {
      event.preventDefault()
      resolve(null)
    })
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      const button = form.querySelector<HTMLButtonElement>('button[type=submit]')
      if (button) button.disabled = true
      ask(form.action, new FormData(form)).then(resolve, (error: unknown) => {
        if (button) button.disabled = false
        // What was typed can be mended here; everything else is about the deal.
        if (error instanceof Refused && (error.status === INVALID || error.status === 0)) say(form, error.message)
        else reject(error)
      })
    })
  })
}

async function dialogOf(path: string): Promise<HTMLDialogElement> {
  const answer = await fetch(path, { headers: { 'X-Fragment': '1' }, redirect: 'error' }).catch(() => null)
  if (!answer) throw new Refused('The server cannot be reached, so nothing was changed. Try again in a moment.', 0)
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const content = fresh.querySelector('[data-close-deal]')
  if (!content) throw new Refused(fresh.querySelector('main p')?.textContent ?? 'That did not work.', answer.status)
  const dialog = document.createElement('dialog')
  dialog.className = 'closing'
  dialog.setAttribute('aria-labelledby', 'close-deal-title')
  dialog.append(content)
  document.querySelector('main')?.append(dialog)
  return dialog
}

function say(form: HTMLFormElement, message: string): void {
  const said = form.querySelector('[data-close-said]')
  if (said) said.textContent = message
}
