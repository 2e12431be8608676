import { ask } from './asking.ts'
import { refreshPage } from './refresh.ts'
import { tell, tellRefusal } from './toasts.ts'

/** Sends forms marked `data-in-place` without leaving the page; what was refused keeps what was typed. */
export function startInPlaceForms(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || form.dataset.inPlace === undefined) return
    event.preventDefault()
    void send(form, event.submitter)
  })
  // What was left alone while something in it was open catches up when that is closed.
  document.addEventListener(
    'toggle',
    ({ target }) => {
      if (!(target instanceof HTMLDetailsElement) || target.dataset.holds === undefined) return
      if (target.open) target.querySelector('.menu-panel')?.scrollIntoView({ block: 'nearest' })
      else if (target.closest('[data-missed]')) void refreshPage().catch(() => undefined)
    },
    true,
  )
}

async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const fields = new FormData(form, submitter)
  const row = form.closest<HTMLElement>('[data-key]')
  row?.classList.add('pending')
  try {
    const done = await ask(form.action, fields)
    form.reset()
    const around = form.closest('details')
    if (around) around.open = false
    tell(done)
    await refreshPage().catch(() => undefined)
  } catch (error) {
    tellRefusal(error)
  } finally {
    row?.classList.remove('pending')
  }
}
