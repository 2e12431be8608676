/** Sends the filters at each choice; controls that need more than one step wait for their button. */
export function startFilters(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-filters]')) {
    form.addEventListener('change', ({ target }) => {
      if (isComplete(target, form)) form.requestSubmit()
    })
    form.addEventListener('submit', () => {
      leaveOutEmpty(form)
      // What stands there answers the old question until the new page comes.
      document.querySelector('main')?.classList.add('busy')
    })
  }
  // Coming back by the browser's own button finds the form as it was left: switched-off controls included.
  addEventListener('pageshow', () => {
    document.querySelector('main')?.classList.remove('busy')
    for (const control of document.querySelectorAll<HTMLInputElement>('form[data-filters] :disabled')) {
      control.disabled = false
    }
  })
}

function isComplete(target: EventTarget | null, form: HTMLFormElement): boolean {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return false
  if (target.dataset.waits !== undefined || target.type === 'search') return false
  if (target.name === 'period' && target.value === 'custom') return false
  const ownDates = target.name === 'from' || target.name === 'to'
  return !ownDates || ['from', 'to'].every((name) => writtenIn(form, name) !== '')
}

function writtenIn(form: HTMLFormElement, name: string): string {
  const control = form.elements.namedItem(name)
  return control instanceof HTMLInputElement ? control.value : ''
}

/** A short address: only what was chosen. */
function leaveOutEmpty(form: HTMLFormElement): void {
  const custom = form.querySelector<HTMLSelectElement>('select[name=period]')?.value === 'custom'
  for (const control of form.elements) {
    if (!(control instanceof HTMLInputElement || control instanceof HTMLSelectElement)) continue
    const unmeant = !custom && (control.name === 'from' || control.name === 'to')
    if (control.value === '' || unmeant) control.disabled = true
  }
}
