/** Told to a chart whose figures were replaced. */
export const NEW_FIGURES = 'newfigures'
/** Told to the document around the replacing of regions. */
export const BEFORE_REFRESH = 'beforerefresh'
export const AFTER_REFRESH = 'afterrefresh'

/** Nobody is signed in here any more. */
export class SignedOut extends Error {}

/** How long a card says who changed it. */
const NEWS_MS = 6000

/** The tag of what the page shows. */
let known: string | null = null

/**
 * Fetches the page again and replaces what is different, region by region (`data-live`), so that open tables, scroll
 * position, focus and half-filled forms stay. What changed is highlighted for a moment. Throws when the fetch fails.
 */
export async function refreshPage(news: string | null = null): Promise<void> {
  // A region that was in use has still to be replaced, whatever the page has seen already.
  const seen = document.querySelector('[data-missed]') ? null : known
  const headers = { 'X-Fragment': '1', ...(seen && { 'If-None-Match': seen }) }
  const answer = await fetch(location.href, { headers, redirect: 'error', cache: 'no-store' })
  if (answer.status === 304) return
  if (answer.status === 401) throw new SignedOut()
  if (!answer.ok) throw new Error(`The page answered ${answer.status}`)
  known = answer.headers.get('ETag')
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  document.dispatchEvent(new CustomEvent(BEFORE_REFRESH))
  for (const region of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const next = fresh.querySelector<HTMLElement>(`[data-live="${CSS.escape(region.dataset.live ?? '')}"]`)
    if (next) region.toggleAttribute('data-missed', isInUse(region))
    if (next && region.dataset.missed === undefined) replaceRegion(region, next, news)
  }
  for (const figures of document.querySelectorAll<HTMLElement>('[data-live-figures]')) {
    const next = fresh.querySelector(`[data-live-figures="${CSS.escape(figures.dataset.liveFigures ?? '')}"]`)
    if (!next || next.textContent === figures.textContent) continue
    figures.textContent = next.textContent
    figures.closest('[data-chart]')?.dispatchEvent(new CustomEvent(NEW_FIGURES))
    tell(figures, news)
  }
  document.dispatchEvent(new CustomEvent(AFTER_REFRESH))
}

function replaceRegion(region: HTMLElement, next: HTMLElement, news: string | null): void {
  if (region.innerHTML === next.innerHTML) return
  const before = new Map(
    [...region.querySelectorAll<HTMLElement>('[data-key]')].map((row) => [keyOf(row), row.innerHTML]),
  )
  region.innerHTML = next.innerHTML
  if (region.dataset.quiet !== undefined) return
  const rows = [...region.querySelectorAll<HTMLElement>('[data-key]')]
  const changed = rows.length > 0 ? rows.filter((row) => before.get(keyOf(row)) !== row.innerHTML) : [region]
  for (const part of changed) highlight(part)
  if (changed.length > 0) tell(region, news)
}

/** Says on the card for a moment who changed what it shows. */
function tell(part: HTMLElement, news: string | null): void {
  const card = part.closest<HTMLElement>('[data-report], .figure')
  if (!card || !news) return
  card.dataset.news = news
  setTimeout(() => card.dataset.news === news && delete card.dataset.news, NEWS_MS)
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
