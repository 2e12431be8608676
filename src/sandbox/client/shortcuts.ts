import type { Message } from '../model.ts'
import { h } from './dom.ts'
import { emojiNodes } from './emoji.ts'
import type { Page } from './page.ts'
import { openList, walkList } from './popup.ts'
import { attempt } from './toasts.ts'

/** The menu on a message with the shortcuts that the app has for messages; nothing when it has none. */
export function messageShortcuts(page: Page, { channel, ts }: Message): HTMLElement | null {
  return menu(page, 'message', 'More message shortcuts', '⋮', { channel, ts })
}

/** The menu in the composer with the shortcuts that work from anywhere; nothing when the app has none. */
export function globalShortcuts(page: Page): HTMLElement | null {
  return menu(page, 'anywhere', 'Shortcuts', ':zap:')
}

function menu(
  page: Page,
  on: 'message' | 'anywhere',
  label: string,
  sign: string,
  message?: { channel: string; ts: string },
): HTMLElement | null {
  const shortcuts = page.screen.suggestions.shortcuts.filter((one) => one.on === on)
  if (shortcuts.length === 0) return null
  let close = () => {}
  const run = (callbackId: string) => {
    close()
    void attempt(async () => {
      await page.server.shortcut(callbackId, message)
      await page.refresh()
    })
  }
  const entries = shortcuts.map(({ callbackId, name }) =>
    h('button', { type: 'button', role: 'menuitem', onclick: () => run(callbackId) }, name),
  )
  const list = h('div', { class: 'popup', role: 'menu', hidden: true }, entries)
  list.addEventListener('keydown', (event) => walkList(list, event))
  const opener = h(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'aria-label': label,
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      onclick: () => {
        if (!list.hidden) return close()
        close = openList(opener, list)
        entries[0]?.focus()
      },
    },
    emojiNodes(sign),
  )
  return h('span', { class: `popup-place shortcuts-${on}` }, opener, list)
}
