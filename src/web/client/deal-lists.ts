/** What a list of deals can do with scripts: columns are ordered at once, and ticked rows are counted. */
export function startDealLists(): void {
  for (const list of document.querySelectorAll<HTMLOListElement>('[data-columns]')) orderInPlace(list)
  const bar = document.querySelector<HTMLFormElement>('form[data-bulk]')
  if (bar) countTicked(bar)
  // A long change comes back after some seconds to show how far it is.
  document.querySelector<HTMLFormElement>('form[data-goes-on]')?.requestSubmit()
}

/** An arrow moves its line; nothing is sent before the button below. */
function orderInPlace(list: HTMLOListElement): void {
  list.addEventListener('click', (event) => {
    const arrow = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button[name=move]') : null
    const line = arrow?.closest('li')
    if (!arrow || !line) return
    event.preventDefault()
    if (arrow.value.endsWith(' up')) line.previousElementSibling?.before(line)
    else line.nextElementSibling?.after(line)
    arrow.focus()
  })
}

function countTicked(bar: HTMLFormElement): void {
  const boxes = () => [...document.querySelectorAll<HTMLInputElement>(`input[name=deal][form="${bar.id}"]`)]
  const all = document.querySelector<HTMLInputElement>('[data-select-all]')
  const said = bar.querySelector('[data-bulk-count]')
  const invitation = said?.textContent ?? ''

  function tell(): void {
    const count = boxes().filter(({ checked }) => checked).length
    bar.dataset.ticked = String(count)
    if (said) said.textContent = count === 0 ? invitation : `${count} ticked`
    if (!all) return
    all.checked = count > 0 && count === boxes().length
    all.indeterminate = count > 0 && !all.checked
  }

  all?.addEventListener('change', () => {
    for (const box of boxes()) box.checked = all.checked
    tell()
  })
  document.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.name === 'deal') tell()
  })
  // The browser's own way back keeps what was ticked.
  addEventListener('pageshow', tell)
}
