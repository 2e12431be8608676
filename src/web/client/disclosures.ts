/** Closes what was sent open for readers without scripts, and menus when the member turns elsewhere. */
export function startDisclosures(): void {
  closeTables(document)
  document.addEventListener('click', ({ target }) => closeMenus(target))
  document.addEventListener('focusin', ({ target }) => closeMenus(target))
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return
    const open = document.querySelector<HTMLDetailsElement>('details[data-closes][open]')
    if (!open) return
    open.open = false
    open.querySelector('summary')?.focus()
  })
}

function closeTables(part: ParentNode): void {
  for (const details of part.querySelectorAll<HTMLDetailsElement>('details[data-close]')) {
    details.open = false
    details.dataset.closed = ''
  }
}

function closeMenus(target: EventTarget | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details[data-closes][open]')) {
    if (target instanceof Node && !menu.contains(target)) menu.open = false
  }
}
