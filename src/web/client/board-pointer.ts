import { drop } from './board-moves.ts'
import { columnOf, currentBoard, hold, release, showEndings, showOver, targetAt } from './board-places.ts'
import { scrollAtEdges } from './edge-scroll.ts'

/** A mouse that moves less than this meant to click. */
const SLOP_PX = 6
/** A finger that stays this long means to carry; one that moves first means to scroll. */
const LONG_PRESS_MS = 350
const TOUCH_SLOP_PX = 10
/** What in a card is pressed for its own sake. */
const OWN_PURPOSE = 'summary, .card-menu-body'

interface Press {
  readonly board: HTMLElement
  readonly card: HTMLElement
  readonly pointerId: number
  readonly x: number
  readonly y: number
  readonly timer: number | null
}

interface Carry {
  readonly board: HTMLElement
  readonly card: HTMLElement
  readonly ghost: HTMLElement
  readonly pointerId: number
  /** From the pointer to the corner of the card. */
  readonly dx: number
  readonly dy: number
  x: number
  y: number
  readonly stopScrolling: () => void
}

/** Carries deals between stages with a mouse, a pen or a finger. */
export function startPointerCarrying(): void {
  let press: Press | null = null
  let carry: Carry | null = null

  function forget(): void {
    if (!press) return
    if (press.timer) clearTimeout(press.timer)
    release(press.board)
    press = null
  }

  function begin({ board, card, pointerId, x, y }: Press): void {
    hold(board)
    forget()
    carry = pickUp(board, card, pointerId, x, y, () => carry && show(carry))
    show(carry)
  }

  function end(dropped: boolean): void {
    forget()
    if (!carry) return
    const { board, card, ghost, x, y, stopScrolling } = carry
    carry = null
    const target = dropped ? targetAt(x, y) : null
    stopScrolling()
    ghost.remove()
    card.classList.remove('lifted')
    showOver(board, null)
    showEndings(board, false)
    swallowClick()
    if (target && target.element !== columnOf(card)) void drop(board, card, target)
    release(board)
  }

  document.addEventListener('pointerdown', (event) => {
    const { target, pointerType, pointerId, clientX: x, clientY: y } = event
    if (carry || event.button !== 0 || !event.isPrimary || !(target instanceof Element)) return
    const card = target.closest<HTMLElement>('.deal-card')
    const board = currentBoard()
    if (!card || !board?.contains(card) || target.closest(OWN_PURPOSE)) return
    forget()
    hold(board)
    const touch = pointerType === 'touch'
    const timer = touch ? setTimeout(() => press && begin(press), LONG_PRESS_MS) : null
    press = { board, card, pointerId, x, y, timer: timer as number | null }
  })
  document.addEventListener('pointermove', (event) => {
    if (carry && event.pointerId === carry.pointerId) {
      carry.x = event.clientX
      carry.y = event.clientY
      show(carry)
    } else if (press && event.pointerId === press.pointerId) {
      const way = Math.hypot(event.clientX - press.x, event.clientY - press.y)
      if (press.timer !== null) {
        if (way > TOUCH_SLOP_PX) forget()
      } else if (way > SLOP_PX) begin(press)
    }
  })
  document.addEventListener('pointerup', ({ pointerId }) => {
    if (pointerId === (carry ?? press)?.pointerId) end(true)
  })
  document.addEventListener('pointercancel', ({ pointerId }) => {
    if (pointerId === (carry ?? press)?.pointerId) end(false)
  })
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && carry) end(false)
  })
  // A finger that carries neither scrolls nor opens the browser's own menu; nor does a press select words.
  document.addEventListener('touchmove', (event) => carry && event.preventDefault(), { passive: false })
  document.addEventListener('contextmenu', (event) => (carry || press?.timer) && event.preventDefault())
  document.addEventListener('selectstart', (event) => (carry || press) && event.preventDefault())
  document.addEventListener('dragstart', (event) => press && event.preventDefault())
}

function pickUp(
  board: HTMLElement,
  card: HTMLElement,
  pointerId: number,
  x: number,
  y: number,
  scrolled: () => void,
): Carry {
  const box = card.getBoundingClientRect()
  const ghost = card.cloneNode(true) as HTMLElement
  ghost.classList.add('ghost')
  ghost.setAttribute('aria-hidden', 'true')
  ghost.inert = true
  delete ghost.dataset.key
  ghost.style.width = `${box.width}px`
  board.append(ghost)
  card.classList.add('lifted')
  showEndings(board, true)
  navigator.vibrate?.(12)
  const carry: Carry = {
    ...{ board, card, ghost, pointerId, x, y },
    dx: box.left - x,
    dy: box.top - y,
    stopScrolling: scrollAtEdges(board, () => carry, scrolled),
  }
  return carry
}

function show({ board, ghost, card, x, y, dx, dy }: Carry): void {
  ghost.style.transform = `translate(${x + dx}px, ${y + dy}px) rotate(1.5deg)`
  const target = targetAt(x, y)
  showOver(board, target && target.element !== columnOf(card) ? target : null)
}

/** Letting go over a link is no press of it. */
function swallowClick(): void {
  const swallow = (event: Event): void => {
    event.preventDefault()
    event.stopPropagation()
  }
  document.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => document.removeEventListener('click', swallow, { capture: true }), 60)
}
