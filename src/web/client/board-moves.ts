import { ask } from './asking.ts'
import { columnOf, hold, release, type Target } from './board-places.ts'
import { askClosing } from './closing.ts'
import { refreshPage } from './refresh.ts'
import { tell, tellRefusal } from './toasts.ts'

/**
 * Drops a deal: at once on the screen, then at the server, by the version that the member saw. When it is refused, the card
 * goes back to where it was, and the member is told why.
 */
export async function drop(board: HTMLElement, card: HTMLElement, target: Target): Promise<void> {
  hold(board)
  const back = placeOf(card)
  try {
    if (target.kind === 'stage') await move(card, target)
    else await close(card, target)
  } catch (error) {
    back()
    card.classList.add('returned')
    card.addEventListener('animationend', () => card.classList.remove('returned'), { once: true })
    tellRefusal(error)
  } finally {
    card.classList.remove('pending', 'lifted')
    release(board)
    await refreshPage().catch(() => undefined)
  }
}

async function move(card: HTMLElement, target: Target): Promise<void> {
  if (columnOf(card) === target.element) return
  const hadFocus = card.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null
  target.element.querySelector('.no-deals')?.remove()
  target.element.querySelector('.deal-cards')?.prepend(card)
  hadFocus?.focus({ preventScroll: true })
  card.classList.add('pending')
  const { number = '', version = '' } = card.dataset
  const done = await ask(`/board/${number}/move`, { stage: target.id, version })
  // Whoever carries it on at once has seen this.
  card.dataset.version = done.undo?.split('.')[1] ?? version
  tell(done)
}

async function close(card: HTMLElement, target: Target): Promise<void> {
  card.classList.add('lifted')
  const done = await askClosing(card, target.id)
  if (!done) return
  card.remove()
  tell(done)
}

/** Remembers where a card is, to put it back. */
function placeOf(card: HTMLElement): () => void {
  const { parentElement, nextSibling } = card
  return () => {
    if (card.parentElement === parentElement && card.nextSibling === nextSibling) return
    parentElement?.insertBefore(card, nextSibling?.parentElement === parentElement ? nextSibling : null)
  }
}
