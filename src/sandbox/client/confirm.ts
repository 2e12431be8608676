import type { Element } from '../model.ts'
import { h } from './dom.ts'
import { mrkdwn, plain } from './mrkdwn.ts'
import { type Names, words } from './surface.ts'

/** Asks what an element wants asked before it is used. True at once when it asks nothing. */
export function confirmed({ confirm }: Element, names: Names): Promise<boolean> {
  if (!confirm) return Promise.resolve(true)
  return new Promise((resolve) => {
    const dialog = h(
      'dialog',
      { class: 'modal modal-small', 'aria-labelledby': 'confirm-title' },
      h(
        'form',
        { method: 'dialog' },
        h('header', { class: 'modal-head' }, h('h2', { id: 'confirm-title' }, plain(words(confirm.title)))),
        h('div', { class: 'modal-body' }, h('p', {}, mrkdwn(confirm.text.text, names))),
        h(
          'footer',
          { class: 'modal-foot' },
          h('button', { class: 'b-button', value: 'no' }, plain(words(confirm.deny))),
          h('button', { class: `b-button ${confirm.style ?? 'primary'}`, value: 'yes' }, plain(words(confirm.confirm))),
        ),
      ),
    )
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'yes')
    })
    document.body.append(dialog)
    dialog.showModal()
  })
}
