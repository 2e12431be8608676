/** Told to a chart whose figures were replaced. */
export const NEW_FIGURES = 'newfigures'
/** Told to the document around the replacing of regions. */
export const BEFORE_REFRESH = 'beforerefresh'
export const AFTER_REFRESH = 'afterrefresh'

/**
 * Fetches the page again and replaces what is different, region by region (`data-live`), so that open tables, scroll
 * position, focus and half-filled forms stay. What changed is highlighted for a moment. Throws when the fetch fails.
 */
export async function refreshPage(): Promise<void> {
  const answer = await fetch(location.href, { headers: { 'X-Fragment': '1' }, redirect: 'error' })
  if (!answer.ok) throw new Error(`The page answered ${answer.status}`)
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  document.dispatchEvent(new CustomEvent(BEFORE_REFRESH))
  for (const region of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const next = fresh.querySelector<HTMLElement>(`[data-live="${CSS.escape(region.dataset.live ?? '')}"]`)
    if (next) region.toggleAttribute('data-missed', isInUse(region))
    if (next && region.dataset.missed === undefined) replaceRegion(region, next)
  }
  for (const figures of document.querySelectorAll<HTMLElement>('[data-live-figures]')) {
    const next = fresh.querySelector(`[data-live-figures="${CSS.escape(figures.dataset.liveFigures ?? '')}"]`)
    if (!next || next.textContent === figures.textContent) continue
    figures.textContent = next.textContent
    figures.closest('[data-chart]')?.dispatchEvent(new CustomEvent(NEW_FIGURES))
  }
  document.dispatchEvent(new CustomEvent(AFTER_REFRESH))
}

function replaceRegion(region: HTMLElement, next: HTMLElement): void {
  if (region.innerHTML === next.innerHTML) return
  const before = new Map(
    [...region.querySelectorAll<HTMLElement>('[data-key]')].map((row) => [keyOf(row), row.innerHTML]),
  )
  region.innerHTML = next.innerHTML
  if (region.dataset.quiet !== undefined) return
  const rows = [...region.querySelectorAll<HTMLElement>('[data-key]')]
  const changed = rows.length > 0 ? rows.filter((row) => before.get(keyOf(row)) !== row.innerHTML) : [region]
  for (const part of changed) highlight(part)
}

function keyOf(row: HTMLElement): string {
  return row.dataset.key ?? ''
}

function highlight(part: HTMLElement): void {
  part.classList.remove('changed')
  // Reading the layout makes the browser forget the animation that may still run.
  void part.offsetWidth
  part.classList.add('changed')
  part.addEventListener('animationend', () => part.classList.remove('changed'), { once: true })
}

/** A region that the member types in, has typed in, has something open in or carries something in, is theirs until then. */
function isInUse(region: HTMLElement): boolean {
  if (region.closest('[data-held]') || region.querySelector('details[data-holds][open]')) return true
  const fields = region.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')
  if ([...fields].some((field) => field.value !== field.defaultValue)) return true
  if ([...region.querySelectorAll('select')].some((select) => select.selectedIndex !== chosenAtFirst(select)))
    return true
  const focused = document.activeElement
  // Who has pressed a button has finished; who is in a field has not.
  return region.contains(focused) && focused?.closest('form') != null && !focused.matches('button')
}

function chosenAtFirst(select: HTMLSelectElement): number {
  return Math.max(
    0,
    [...select.options].findIndex((option) => option.defaultSelected),
  )
}
