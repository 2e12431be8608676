import { form, searchField } from '../blocks/form.ts'
import type { Line } from '../blocks/lines.ts'
import type { Form, Reply, Turn } from '../command.ts'

export const WHICH_DEAL = 'deal.which'

const PLACE = '{deal}'

/** Asks which deal a line is about, where nobody named one; the form that is sent says the line. */
export function whichDeal({ origin }: Turn, line: Line): Reply {
  const blocks = [searchField('deal', 'Which deal?', WHICH_DEAL)]
  const data = { line: line(PLACE) }
  return {
    kind: 'open',
    view: form({ callbackId: WHICH_DEAL, title: 'Which deal?', submit: 'Go on', blocks, origin, data }),
  }
}

/** What the form says: the line, with the deal that was chosen. */
export function lineWithDeal({ values, data }: Form): string {
  return String(data.line).replace(PLACE, () => `D-${values.one('deal')}`)
}
