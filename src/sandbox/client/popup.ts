/** Moves the focus through the entries of an open list with the arrow keys. */
export function walkList(list: HTMLElement, event: KeyboardEvent): void {
  const entries = [...list.querySelectorAll<HTMLElement>('button')]
  const at = entries.indexOf(document.activeElement as HTMLElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  entries[(to + entries.length) % entries.length]?.focus()
}

/** Opens `list` under `opener` until something outside is pressed, Escape or `close`. */
export function openList(opener: HTMLElement, list: HTMLElement): () => void {
  const close = () => {
    list.hidden = true
    opener.setAttribute('aria-expanded', 'false')
    document.removeEventListener('pointerdown', outside, true)
    document.removeEventListener('keydown', onEscape, true)
  }
  const outside = (event: Event) => {
    if (!list.contains(event.target as Node) && !opener.contains(event.target as Node)) close()
  }
  const onEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    close()
    opener.focus()
  }
  list.hidden = false
  // Near the foot of what scrolls, it opens upwards.
  const end = opener.closest('.messages')?.getBoundingClientRect().bottom ?? window.innerHeight
  list.classList.remove('up')
  list.classList.toggle('up', list.getBoundingClientRect().bottom > end)
  opener.setAttribute('aria-expanded', 'true')
  document.addEventListener('pointerdown', outside, true)
  document.addEventListener('keydown', onEscape, true)
  return close
}
