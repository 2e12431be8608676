/** Lets cards be dragged by their handles and moved by arrow keys; each change is kept at once, without a new page. */
export function startArranging(): void {
  const region = document.querySelector<HTMLElement>('[data-arrange]')
  const address = region?.dataset.arrange
  if (!region || !address) return
  const said = document.querySelector<HTMLElement>('[data-arranged]')
  let waiting: Promise<void> = Promise.resolve()

  /** One after the other: each answer is the whole arrangement. */
  function keep(fields: URLSearchParams, focus: string | undefined, tell: () => string): void {
    waiting = waiting.then(async () => {
      try {
        const init = { method: 'POST', body: fields, headers: { 'X-Fragment': '1' }, redirect: 'error' } as const
        const answer = await fetch(address as string, init)
        if (!answer.ok) throw new Error(`The page answered ${answer.status}`)
        const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
        const next = fresh.querySelector('[data-arrange]')
        if (!region || !next) throw new Error('The answer holds no arrangement')
        region.innerHTML = next.innerHTML
        focusOn(region, focus)
        if (said) said.textContent = tell()
      } catch {
        // The page as the server has it says what holds, and asks to sign in where that is what is wrong.
        location.reload()
      }
    })
  }

  region.addEventListener('submit', (event) => {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    const { submitter } = event
    const fields = new FormData(form, submitter)
    const card = String(fields.get('card'))
    const focus = submitter?.dataset.focus ?? document.activeElement?.getAttribute('data-focus') ?? undefined
    const title = tileOf(region, card)?.dataset.title ?? submitter?.textContent ?? card
    keep(new URLSearchParams([...fields].map(([key, value]) => [key, String(value)])), focus, () =>
      placeOf(region, card, title),
    )
  })

  region.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLSelectElement) target.form?.requestSubmit()
  })

  region.addEventListener('keydown', (event) => {
    const tile = tileOfGrip(event.target)
    const by = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[event.key]
    if (!tile || !by) return
    event.preventDefault()
    const other = by < 0 ? tile.previousElementSibling : tile.nextElementSibling
    if (!other) return
    if (by < 0) other.before(tile)
    else other.after(tile)
    keepOrder(tile)
  })

  region.addEventListener('pointerdown', (event) => {
    const tile = tileOfGrip(event.target)
    if (!tile || event.button !== 0) return
    event.preventDefault()
    drag(tile, event.target as HTMLElement, event.pointerId, () => keepOrder(tile))
  })

  function keepOrder(tile: HTMLElement): void {
    if (!region) return
    const card = tile.dataset.card ?? ''
    const order = [...region.querySelectorAll<HTMLElement>('[data-card]')].map((one) => one.dataset.card).join(',')
    keep(new URLSearchParams({ order }), `${card} grip`, () => placeOf(region, card, tile.dataset.title ?? card))
  }
}

/** Follows the pointer until it is let go; other cards make room. Escape puts the card back. */
function drag(tile: HTMLElement, grip: HTMLElement, pointer: number, done: () => void): void {
  const list = tile.parentElement
  const home = tile.nextElementSibling
  if (!list) return
  tile.classList.add('dragged')
  const move = ({ clientX, clientY }: PointerEvent): void => {
    const over = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-card]')
    if (!over || over === tile || over.parentElement !== list) return
    if (tile.compareDocumentPosition(over) & Node.DOCUMENT_POSITION_FOLLOWING) over.after(tile)
    else over.before(tile)
  }
  const end = new AbortController()
  const finish = (kept: boolean): void => {
    end.abort()
    tile.classList.remove('dragged')
    const moved = tile.nextElementSibling !== home
    if (kept && moved) done()
    else if (moved) list.insertBefore(tile, home)
  }
  const { signal } = end
  // The handle moves with its card, and a moved element loses its pointer: the document hears instead.
  document.addEventListener('pointermove', (event) => event.pointerId === pointer && move(event), { signal })
  document.addEventListener('pointerup', () => finish(true), { signal })
  document.addEventListener('pointercancel', () => finish(false), { signal })
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && finish(false), { signal })
  grip.focus()
}

function tileOfGrip(target: EventTarget | null): HTMLElement | null {
  if (!(target instanceof Element)) return null
  return target.closest('[data-grip]')?.closest<HTMLElement>('[data-card]') ?? null
}

function tileOf(region: HTMLElement, card: string): HTMLElement | null {
  return region.querySelector(`[data-card="${CSS.escape(card)}"]`)
}

/** Where the same button stands now; a switched-off one gives way to its card's handle, a removed card to the first to add. */
function focusOn(region: HTMLElement, focus: string | undefined): void {
  if (!focus) return
  const [card = ''] = focus.split(' ')
  const named = (name: string) => region.querySelector<HTMLButtonElement>(`[data-focus="${CSS.escape(name)}"]`)
  const candidates = [named(focus), named(`${card} grip`), named(`${card} add`)]
  candidates.find((button) => button && !button.disabled)?.focus()
}

function placeOf(region: HTMLElement, card: string, title: string): string {
  const cards = [...region.querySelectorAll<HTMLElement>('[data-card]')].map((one) => one.dataset.card)
  const place = cards.indexOf(card)
  return place < 0 ? `${title} is taken away.` : `${title} is card ${place + 1} of ${cards.length}.`
}
