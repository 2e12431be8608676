import { byId, h } from './dom.ts'
import type { Page } from './page.ts'
import { attempt } from './toasts.ts'

const MOST_HEIGHT = 180

/** Makes the composer work. The returned function puts words into it. */
export function startComposer(page: () => Page): (text: string) => void {
  const words = byId<HTMLTextAreaElement>('words')
  const hints = byId('hints')
  let chosen = -1

  const offers = () => {
    const typed = words.value.toLowerCase()
    if (!typed.startsWith('/') || typed.includes('\n')) return []
    return page().screen.suggestions.commands.filter(({ usage }) => usage.startsWith(typed) && usage !== words.value)
  }
  const draw = () => {
    const found = offers()
    chosen = Math.min(chosen, found.length - 1)
    hints.hidden = found.length === 0
    if (chosen >= 0) words.setAttribute('aria-activedescendant', `hint-${chosen}`)
    else words.removeAttribute('aria-activedescendant')
    hints.replaceChildren(
      ...found.map(({ usage, what, example }, index) =>
        h(
          'div',
          {
            id: `hint-${index}`,
            role: 'option',
            'aria-selected': index === chosen ? 'true' : 'false',
            onclick: () => write(`${usage} `),
          },
          h('b', {}, usage),
          h('span', {}, what),
          example !== usage && h('code', {}, example),
        ),
      ),
    )
    hints.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }
  const grow = () => {
    words.style.height = 'auto'
    words.style.height = `${Math.min(words.scrollHeight, MOST_HEIGHT)}px`
  }
  const write = (text: string) => {
    words.value = text
    chosen = -1
    words.focus()
    grow()
    draw()
  }
  const send = () =>
    attempt(async () => {
      const text = words.value.trim()
      if (text === '') return
      write('')
      const { server, where, refresh } = page()
      if (text.startsWith('/')) await server.command(where.channel, text)
      else await server.say(where.channel, text)
      await refresh()
    })

  words.addEventListener('input', () => {
    chosen = -1
    grow()
    draw()
  })
  words.addEventListener('blur', () => setTimeout(() => (hints.hidden = true), 150))
  words.addEventListener('keydown', (event) => {
    const found = hints.hidden ? [] : offers()
    if (found.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault()
      chosen = (chosen + (event.key === 'ArrowDown' ? 1 : -1) + found.length) % found.length
      draw()
    } else if (found.length > 0 && (event.key === 'Tab' || (event.key === 'Enter' && chosen >= 0))) {
      event.preventDefault()
      write(`${found[Math.max(chosen, 0)]?.usage} `)
    } else if (event.key === 'Escape') hints.hidden = true
    else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault()
      void send()
    }
  })
  byId('composer').addEventListener('submit', (event) => {
    event.preventDefault()
    void send()
  })
  return write
}
