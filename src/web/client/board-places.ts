import { refreshPage } from './refresh.ts'

/** Where a deal can be dropped: another stage, or one of the three endings. */
export interface Target {
  readonly kind: 'stage' | 'ending'
  /** The stage's id, or the status. */
  readonly id: string
  readonly name: string
  readonly element: HTMLElement
}

/** The board of the page, if it shows one that can be changed. */
export function currentBoard(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[data-board="now"]')
}

/** Every place, in the order in which arrow keys go through them: the stages, then the endings. */
export function targetsOf(board: HTMLElement): Target[] {
  return [...board.querySelectorAll<HTMLElement>('[data-column], [data-ending]')].map(targetOf)
}

/** What lies under the pointer. */
export function targetAt(x: number, y: number): Target | null {
  const element = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-column], [data-ending]')
  return element ? targetOf(element) : null
}

/** The column that a card is in. */
export function columnOf(card: HTMLElement): HTMLElement | null {
  return card.closest<HTMLElement>('[data-column]')
}

/** Marks the one place where the deal would go. */
export function showOver(board: HTMLElement, target: Target | null): void {
  for (const other of board.querySelectorAll('.over')) other.classList.remove('over')
  target?.element.classList.add('over')
}

/** While something is pressed, carried or on its way, news waits. Each hold is released once. */
export function hold(board: HTMLElement): void {
  board.dataset.held = String(Number(board.dataset.held ?? 0) + 1)
}

/** Lets news in again, unless something else is held; fetches what was missed. */
export function release(board: HTMLElement): void {
  const others = Number(board.dataset.held ?? 1) - 1
  if (others > 0) board.dataset.held = String(others)
  else delete board.dataset.held
  if (others <= 0 && board.querySelector('[data-missed]')) void refreshPage().catch(() => undefined)
}

/** Shows or hides where deals are dropped that have ended. */
export function showEndings(board: HTMLElement, shown: boolean): void {
  const bar = board.querySelector<HTMLElement>('[data-closing-bar]')
  if (bar) bar.hidden = !shown
  board.toggleAttribute('data-carrying', shown)
}

function targetOf(element: HTMLElement): Target {
  const { column, ending, name = '' } = element.dataset
  return { kind: column ? 'stage' : 'ending', id: column ?? ending ?? '', name, element }
}
