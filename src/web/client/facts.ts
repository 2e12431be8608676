/** A fact of a deal that opens as its own field (`data-fact`): the field has the focus, Enter saves, Escape leaves it as it was. */
export function startFacts(): void {
  document.addEventListener(
    'toggle',
    ({ target }) => {
      if (!(target instanceof HTMLDetailsElement) || target.dataset.fact === undefined) return
      if (target.open) fieldOf(target)?.focus()
    },
    true,
  )
  document.addEventListener('keydown', (event) => {
    const fact = openFactAround(event.target)
    if (!fact) return
    if (event.key === 'Escape') leave(fact)
    // A text field sends its form by itself; a choice does not.
    if (event.key === 'Enter' && event.target instanceof HTMLSelectElement) {
      event.preventDefault()
      fact.querySelector('form')?.requestSubmit()
    }
  })
  document.addEventListener('click', (event) => {
    const fact =
      event.target instanceof Element && event.target.closest('[data-cancel]') && openFactAround(event.target)
    if (!fact) return
    event.preventDefault()
    leave(fact)
  })
  // What was refused came back open: there the work goes on.
  const refused = document.querySelector<HTMLElement>('details[data-fact][open]')
  if (refused) fieldOf(refused)?.focus()
}

function openFactAround(target: EventTarget | null): HTMLDetailsElement | null {
  return target instanceof Element ? target.closest<HTMLDetailsElement>('details[data-fact][open]') : null
}

function leave(fact: HTMLDetailsElement): void {
  fact.querySelector('form')?.reset()
  fact.open = false
  fact.querySelector('summary')?.focus()
}

function fieldOf(fact: Element): HTMLElement | null {
  return fact.querySelector<HTMLElement>('select, input:not([type="hidden"])')
}
