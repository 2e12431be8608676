import { drop } from './board-moves.ts'
import { columnOf, currentBoard, hold, release, showEndings, showOver, type Target, targetsOf } from './board-places.ts'

interface Carry {
  readonly board: HTMLElement
  readonly card: HTMLElement
  readonly targets: readonly Target[]
  /** Which of the targets it is over. */
  at: number
}

/** Carries deals by keyboard: pressed on its handle, arrows choose, pressed again it is dropped, Escape leaves it. */
export function startKeyCarrying(): void {
  let carry: Carry | null = null

  function pickUp(grip: HTMLElement): void {
    const board = currentBoard()
    const card = grip.closest<HTMLElement>('.deal-card')
    if (!board || !card) return
    hold(board)
    showEndings(board, true)
    card.classList.add('carried')
    grip.setAttribute('aria-pressed', 'true')
    const targets = targetsOf(board)
    carry = { board, card, targets, at: targets.findIndex(({ element }) => element === columnOf(card)) }
    say(`Picked up ${card.dataset.name}, in ${targets[carry.at]?.name}. Arrow keys choose where it goes.`)
  }

  function moveBy(steps: number): void {
    if (!carry) return
    const { board, card, targets } = carry
    carry.at = Math.min(targets.length - 1, Math.max(0, carry.at + steps))
    const target = targets[carry.at]
    if (!target) return
    const home = target.element === columnOf(card)
    showOver(board, home ? null : target)
    target.element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    say(home ? `${target.name}, where it is.` : target.kind === 'ending' ? `${target.name}: closes it.` : target.name)
  }

  function putDown(dropped: boolean): void {
    if (!carry) return
    const { board, card, targets, at } = carry
    carry = null
    card.classList.remove('carried')
    card.querySelector('[data-grip]')?.removeAttribute('aria-pressed')
    showOver(board, null)
    showEndings(board, false)
    const target = targets[at]
    if (dropped && target && target.element !== columnOf(card)) {
      say(`Dropped on ${target.name}.`)
      void drop(board, card, target)
    } else say(`${card.dataset.name} stays in ${columnOf(card)?.dataset.name}.`)
    release(board)
  }

  // Space, Enter and screen readers all press a button; a mouse carries by itself and counts its presses.
  document.addEventListener('click', ({ target, detail }) => {
    const grip = target instanceof Element ? target.closest<HTMLElement>('[data-grip]') : null
    if (!grip || detail !== 0) return
    if (carry) putDown(true)
    else pickUp(grip)
  })
  document.addEventListener('keydown', (event) => {
    if (!carry) return
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -99, End: 99 }[event.key]
    if (steps !== undefined) moveBy(steps)
    else if (event.key === 'Escape') putDown(false)
    else if (!event.repeat) return
    event.preventDefault()
  })
  document.addEventListener('focusout', ({ target }) => {
    if (carry?.card.contains(target as Node)) putDown(false)
  })
}

function say(words: string): void {
  const said = document.querySelector('[data-board-said]')
  if (said) said.textContent = words
}
