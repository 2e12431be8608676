import { startKeyCarrying } from './board-keys.ts'
import { drop } from './board-moves.ts'
import { currentBoard, type Target, targetsOf } from './board-places.ts'
import { startPointerCarrying } from './board-pointer.ts'
import { AFTER_REFRESH, BEFORE_REFRESH, refreshPage } from './refresh.ts'

/** So near to its end, a column shows more. */
const NEAR_PX = 320

/** Makes the board one to carry deals on; without it, the cards' menus do the same. */
export function startBoard(): void {
  if (!document.querySelector('[data-board]')) return
  startGrowing()
  if (!currentBoard()) return
  startPointerCarrying()
  startKeyCarrying()
  startMenus()
  startGliding()
}

/** What a card's menu offers happens in place. */
function startMenus(): void {
  document.addEventListener('click', (event) => {
    const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>('.card-menu-body > *') : null
    const [board, card] = [currentBoard(), pressed?.closest<HTMLElement>('.deal-card')]
    if (!pressed || !board || !card) return
    const place = pressed instanceof HTMLButtonElement ? pressed.value : pressed.dataset.closeAs
    const target: Target | undefined = targetsOf(board).find(({ id }) => id === place)
    if (!target) return
    event.preventDefault()
    const menu = card.querySelector('details')
    if (menu) menu.open = false
    card.querySelector('summary')?.focus({ preventScroll: true })
    void drop(board, card, target)
  })
}

/** Columns grow when their end comes near, or when one asks for more; the address keeps how far. */
function startGrowing(): void {
  let growing = false

  async function grow(more: HTMLAnchorElement): Promise<void> {
    if (growing) return
    growing = true
    const address = new URL(more.href)
    address.hash = ''
    history.replaceState(history.state, '', address)
    await refreshPage().catch(() => undefined)
    growing = false
  }

  document.addEventListener('click', (event) => {
    const more = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-more]') : null
    if (!more) return
    event.preventDefault()
    void grow(more)
  })
  document.addEventListener(
    'scroll',
    ({ target }) => {
      if (!(target instanceof HTMLElement) || target.dataset.scroll === undefined) return
      const more = target.querySelector<HTMLAnchorElement>('a[data-more]')
      if (more && target.scrollHeight - target.scrollTop - target.clientHeight < NEAR_PX) void grow(more)
    },
    { capture: true, passive: true },
  )
}

/** Cards that are elsewhere after a change glide there, so that one sees what became of them. */
function startGliding(): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)')
  let before = new Map<string, DOMRect>()
  document.addEventListener(BEFORE_REFRESH, () => {
    before = still.matches ? new Map() : boxes()
  })
  document.addEventListener(AFTER_REFRESH, () => {
    for (const [key, box] of before) {
      const card = document.querySelector<HTMLElement>(`.deal-card[data-key="${CSS.escape(key)}"]`)
      const now = card?.getBoundingClientRect()
      if (!card || !now || (Math.abs(now.left - box.left) < 2 && Math.abs(now.top - box.top) < 2)) continue
      const from = { transform: `translate(${box.left - now.left}px, ${box.top - now.top}px)` }
      card.animate([from, { transform: 'none' }], { duration: 240, easing: 'cubic-bezier(.2, .7, .3, 1)' })
    }
  })
}

function boxes(): Map<string, DOMRect> {
  const cards = document.querySelectorAll<HTMLElement>('.deal-card[data-key]')
  return new Map([...cards].map((card) => [card.dataset.key ?? '', card.getBoundingClientRect()]))
}
