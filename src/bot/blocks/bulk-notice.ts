import type { BulkGroup, BulkNotice } from '../../core/index.ts'
import type { Message } from '../command.ts'
import { day, dealUrl } from './facts.ts'
import { SETTING_WORDS, STOP } from './notice.ts'
import { actions, button, join, link, type Markup, md, message, option, section, select } from './render.ts'

/** More names than these nobody reads; the list has them all. */
const MOST_NAMED = 5

/** One message about a change of many deals: who did what to how many, some of them by name, and the way to all. */
export function bulkNoticeMessage(notice: BulkNotice, publicUrl: string): Message {
  const lines = notice.groups.map((group) => md`${sentenceOf(notice, group)}\n${namesOf(group, publicUrl)}`)
  const stops = notice.settings.map((name) => option(SETTING_WORDS[name], `setting:${name}`))
  const elements = [
    ...(notice.list ? [button('open', 'Open these deals', 'bulk', { url: publicUrl + notice.list })] : []),
    ...(stops.length > 0 ? [select(STOP, 'Stop these', stops)] : []),
  ]
  const [first] = notice.groups
  const title = first ? md`${sentenceOf(notice, first)}` : md`${notice.by}: ${notice.sentence}`
  const blocks = [section(join(lines, '\n')), ...(elements.length > 0 ? [actions('notice:bulk', elements)] : [])]
  return message(blocks, title)
}

function sentenceOf(notice: BulkNotice, group: BulkGroup): Markup {
  const what = notice.undo ? takenBack(notice, group) : done(notice, group)
  return md`${notice.by} ${what}.`
}

function takenBack({ sentence }: BulkNotice, group: BulkGroup): Markup {
  const are = group.deals.length === 1 ? 'is' : 'are'
  const then = { given: `, which ${are} yours again`, taken: `, which ${are} yours no more`, own: '', followed: '' }
  return md`took back “${sentence}” for ${dealsOf(group)}${then[group.relation]}`
}

function done({ deed }: BulkNotice, group: BulkGroup): Markup {
  const what = dealsOf(group)
  const { named = '' } = deed
  switch (deed.kind) {
    case 'move':
      return md`moved ${what} to ${named}`
    case 'assign':
      if (group.relation === 'given') return md`gave you ${counted(group)}`
      if (deed.owner === null) return md`left ${what} without an owner`
      return md`gave ${what} to ${named}`
    case 'close':
      return md`closed ${what} ${named}`
    case 'expected-close':
      return deed.on ? md`expects ${what} to close on ${day(deed.on)}` : md`took the expected close of ${what} away`
    case 'tag':
      return md`tagged ${what} ${named}`
    case 'delete':
      return md`deleted ${what}`
  }
}

/** "14 of your deals", "2 deals that you follow" */
function dealsOf(group: BulkGroup): string {
  if (group.relation === 'followed') return `${counted(group)} that you follow`
  return group.relation === 'given' ? counted(group) : `${group.deals.length.toLocaleString('en')} of your deals`
}

function counted({ deals }: BulkGroup): string {
  return deals.length === 1 ? '1 deal' : `${deals.length.toLocaleString('en')} deals`
}

function namesOf({ deals }: BulkGroup, publicUrl: string): Markup {
  const named = deals
    .slice(0, MOST_NAMED)
    .map(({ number, name }) => link(dealUrl(publicUrl, number), `D-${number} ${name}`))
  const left = deals.length - named.length
  return join([...named, left > 0 ? md`and ${left.toLocaleString('en')} more` : null], ' · ')
}
