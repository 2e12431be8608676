import type { KnownBlock } from '@slack/types'
import { AppError, type ChangesSince, type HistoryItem, type Instant } from '../../core/index.ts'
import { changeSentence } from './change.ts'
import { join, type Markup, md, moment, section } from './render.ts'

/** What the button says that does it although the deal changed meanwhile. */
export const ANYWAY = 'Apply my change anyway'

const MOST_SHOWN = 6
const MINUTE_MS = 60_000

/** Whether a change was refused because of how the deal stands by now. */
export function isConflict(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'conflict'
}

/** Who changed what since the person looked, field by field. */
export function meanwhile({ changes, now: deal }: ChangesSince, now: Instant): KnownBlock {
  const shown = changes.slice(-MOST_SHOWN)
  const earlier = changes.length - shown.length
  const lines = shown.map((item) => md`• ${changeSentence(item, deal.currency)}${whenOf(item, now)}`)
  const more = earlier > 0 ? md`• and ${earlier} earlier` : null
  return section(join([md`:warning: *${deal.ref} changed meanwhile:*`, ...lines, more], '\n'))
}

function whenOf({ at }: HistoryItem, now: Instant): Markup {
  const minutes = Math.floor((Date.parse(now) - Date.parse(at)) / MINUTE_MS)
  if (minutes < 1) return md` just now`
  if (minutes < 60) return md` ${minutes === 1 ? 'a minute' : `${minutes} minutes`} ago`
  return md`, ${moment(at)}`
}
