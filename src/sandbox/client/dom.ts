type Props = Record<string, string | number | boolean | null | undefined | EventListener>
export type Child = Node | string | null | undefined | false

/** Makes an element: `h('button', { type: 'button', onclick: press }, 'Won')`. A false or missing property is left out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: (Child | Child[])[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') node.addEventListener(name.replace(/^on/, ''), value)
    else if (value === true) node.setAttribute(name, '')
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, String(value))
  }
  for (const child of children.flat()) if (child) node.append(child)
  return node
}

/** Finds an element that the page is known to have. */
export function byId<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id)
  if (!found) throw new Error(`The page has no #${id}`)
  return found as T
}

/** Redraws `place`, and gives the focus back to the element with the same `data-key`. */
export function redraw(place: HTMLElement, ...children: Node[]): void {
  const active = document.activeElement
  const key = active instanceof HTMLElement && place.contains(active) ? active.dataset.key : undefined
  place.replaceChildren(...children)
  if (key) place.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus()
}
