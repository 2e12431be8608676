import type { PlainTextOption } from '@slack/types'
import type { HistoryItem, NoticeKind, Opportunity, Why } from '../../core/index.ts'
import type { Message } from '../command.ts'
import { changeSentence } from './change.ts'
import { dealUrl, signOf, valueText } from './facts.ts'
import { lineButton } from './lines.ts'
import { actions, join, link, type Markup, md, message, moment, option, section, select } from './render.ts'

/** The id of a button that opens the notification settings, answered by `commands/notices.ts`. */
export const NOTICE_SETTINGS = 'notices.settings'

/** Answered by `stopping.ts`. */
export const STOP = 'notices.stop'

const MOST_SENTENCES = 8

/** What the people of a channel, or one person, are told of a deal. */
export interface NoticeContent {
  readonly deal: Opportunity
  /** By one person, oldest first. */
  readonly changes: readonly HistoryItem[]
  readonly why: Why
  /** Whether one person reads it. */
  readonly direct: boolean
  readonly kinds: readonly NoticeKind[]
  readonly publicUrl: string
}

/** What somebody did to a deal, and the way to hear no more of it. */
export function noticeMessage({ deal, changes, publicUrl, ...stop }: NoticeContent): Message {
  const told = changes.slice(-MOST_SENTENCES).map((item) => changeSentence(item, deal.currency))
  const left = changes.length - told.length
  const idle = changes.length === 0 ? md`Nothing has happened since ${moment(deal.lastActivityAt)}` : null
  const sentences = join([idle, left > 0 ? md`${left} more changes before` : null, ...told], '\n')
  const title = md`${signOf(deal.status)} *${link(dealUrl(publicUrl, deal.number), `${deal.ref} ${deal.name}`)}*`
  const at = changes.at(-1)?.at ?? deal.changedAt
  const standing = md`${valueText(deal)} · ${deal.stage.name} · ${deal.owner?.name ?? 'nobody'} · ${moment(at)}`
  const text = md`${title}\n${sentences}\n${standing}`
  const plainTitle = md`${deal.ref} ${deal.name}: ${told.at(-1) ?? md`idle`}`
  return message([section(text), actions(`notice:${deal.number}`, buttons(deal, stop))], plainTitle)
}

function buttons(deal: Opportunity, stop: Pick<NoticeContent, 'why' | 'direct' | 'kinds'>) {
  return [lineButton('Open', `show ${deal.ref}`), select(STOP, 'Stop these', choices(deal, stop))]
}

function choices(deal: Opportunity, { why, direct, kinds }: Pick<NoticeContent, 'why' | 'direct' | 'kinds'>) {
  const { number, ref } = deal
  const options: PlainTextOption[] = []
  if (why.by === 'follow') options.push(option(`Stop following ${ref}`, `unfollow:${number}`))
  if (why.by === 'setting') options.push(option(SETTING_WORDS[why.name], `setting:${why.name}`))
  if (why.by === 'subscription') {
    for (const kind of kinds) options.push(option(`No more ${KIND_WORDS[kind]} here`, `kind:${why.id}:${kind}`))
  }
  options.push(option(direct ? `Nothing about ${ref}` : `Nothing about ${ref} here`, `mute:${number}`))
  if (why.by === 'subscription') options.push(option('End this subscription', `end:${why.id}`))
  return options
}

/** The ends of what settings ask for. */
export const SETTING_WORDS: Record<Extract<Why, { by: 'setting' }>['name'], string> = {
  assigned: 'Not when I am given a deal',
  tasks: 'Not when I am given a task',
  closed: 'Not when others close my deals',
  everyWin: 'Not every won deal',
  stale: 'Do not ask about idle deals',
  bulk: 'Not when many of my deals change',
  dayDigest: 'No daily digest',
  weekDigest: 'No weekly digest',
}

/** What happened to deals, as subscriptions say it. */
export const KIND_WORDS: Record<NoticeKind, string> = {
  created: 'new deals',
  moved: 'moves between stages',
  won: 'won deals',
  lost: 'lost deals',
  abandoned: 'abandoned deals',
  reopened: 'reopened deals',
  value: 'changed values',
  assigned: 'new owners',
  stale: 'idle deals',
}

/** "new deals and won deals" */
export function kindsText(kinds: readonly NoticeKind[]): Markup {
  return md`${new Intl.ListFormat('en-GB').format(kinds.map((kind) => KIND_WORDS[kind]))}`
}
