import { byId, h, redraw } from './dom.ts'
import type { Page } from './page.ts'
import { openList } from './popup.ts'
import { attempt } from './toasts.ts'

/** The methods that can be made to fail, in the words of somebody who wants to see what happens then. */
const METHODS = [
  ['chat.postMessage', 'Posting messages'],
  ['chat.postEphemeral', 'Private messages'],
  ['chat.update', 'Rewriting cards'],
  ['chat.unfurl', 'Unfurling links'],
  ['views.open', 'Opening forms'],
  ['views.update', 'Filling forms'],
  ['views.publish', 'Showing Home'],
  ['users.info', 'Looking people up'],
  ['files.completeUploadExternal', 'Pictures'],
] as const

const FAULTS = [
  ['', 'Works'],
  ['429', '429 · not so fast'],
  ['500', '500 · Slack is down'],
  ['timeout', 'No answer at all'],
  ['channel_not_found', 'channel_not_found'],
  ['not_in_channel', 'not_in_channel'],
  ['account_inactive', 'account_inactive'],
  ['msg_too_long', 'msg_too_long'],
  ['invalid_blocks', 'invalid_blocks'],
] as const

/** Makes the panel open and close. */
export function startFaults(): void {
  const [opener, panel] = [byId('faults-button'), byId('faults')]
  let close = () => {}
  opener.addEventListener('click', () => {
    if (!panel.hidden) return close()
    close = openList(opener, panel)
    panel.querySelector('select')?.focus()
  })
}

/** Draws the switches as they stand; the button says how many are on. */
export function drawFaults(page: Page): void {
  const { faults } = page.screen
  const on = Object.keys(faults).length
  byId('faults-count').textContent = on > 0 ? String(on) : ''
  byId('faults-button').classList.toggle('on', on > 0)
  const set = (method: string | null, fault: string) =>
    void attempt(async () => {
      await page.server.fault(method, fault)
      await page.refresh()
    })
  const rows = METHODS.map(([method, what]) =>
    h(
      'label',
      { class: 'fault' },
      h('span', {}, what, h('code', {}, method)),
      h(
        'select',
        { 'data-key': `fault/${method}`, onchange: ({ target }) => set(method, (target as HTMLSelectElement).value) },
        FAULTS.map(([fault, label]) =>
          h('option', { value: fault, selected: (faults[method] ?? '') === fault }, label),
        ),
      ),
    ),
  )
  const mend = h(
    'button',
    { type: 'button', class: 'chip', 'data-key': 'mend', disabled: on === 0, onclick: () => set(null, '') },
    'Mend everything',
  )
  redraw(byId('fault-switches'), ...rows, mend)
}
