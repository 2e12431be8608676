/** So near to an edge, what is carried makes the board scroll. */
const EDGE_PX = 56
const FASTEST_PX = 16

/** Scrolls columns, a column or the page while the pointer is near an edge of it. Returns what ends it. */
export function scrollAtEdges(
  board: HTMLElement,
  pointer: () => { x: number; y: number },
  scrolled: () => void,
): () => void {
  const columns = board.querySelector<HTMLElement>('[data-columns]')
  let running = true

  function step(): void {
    if (!running) return
    const { x, y } = pointer()
    const body = document.elementFromPoint(x, y)?.closest('[data-column]')?.querySelector('[data-scroll]')
    const sideways = columns ? pull(x, columns.getBoundingClientRect(), 'x') : 0
    if (columns && sideways) columns.scrollLeft += sideways
    const inColumn = body && body.scrollHeight > body.clientHeight ? pull(y, body.getBoundingClientRect(), 'y') : 0
    if (body && inColumn) body.scrollTop += inColumn
    const page = pull(y, new DOMRect(0, 0, innerWidth, innerHeight), 'y')
    if (page && !inColumn) scrollBy(0, page)
    if (sideways || inColumn || page) scrolled()
    requestAnimationFrame(step)
  }

  requestAnimationFrame(step)
  return () => {
    running = false
  }
}

/** How far to scroll in a frame: the more, the nearer to the edge. */
function pull(at: number, box: DOMRect, axis: 'x' | 'y'): number {
  const [start, end] =
    axis === 'x'
      ? [Math.max(0, box.left), Math.min(innerWidth, box.right)]
      : [Math.max(0, box.top), Math.min(innerHeight, box.bottom)]
  const [before, after] = [EDGE_PX - (at - start), EDGE_PX - (end - at)]
  if (before > 0) return -Math.min(1, before / EDGE_PX) * FASTEST_PX
  return after > 0 ? Math.min(1, after / EDGE_PX) * FASTEST_PX : 0
}
