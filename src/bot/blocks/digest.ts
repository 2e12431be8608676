import type { KnownBlock } from '@slack/types'
import type { Agenda, Attention, Digest, Week } from '../../core/index.ts'
import type { Message } from '../command.ts'
import { type AgendaLook, dayLists, stageSums } from './agenda.ts'
import { day } from './facts.ts'
import { lineButton } from './lines.ts'
import { NOTICE_SETTINGS, STOP } from './notice.ts'
import { actions, button, join, link, type Markup, md, message, option, section, select } from './render.ts'

const STOPS: Record<Digest, [text: string, value: string]> = {
  day: ['No daily digest', 'setting:dayDigest'],
  week: ['No weekly digest', 'setting:weekDigest'],
}

const ATTENTION: Record<Attention, string> = {
  overdue: 'past their expected close',
  closing: 'closing this month',
  stuck: 'stuck in their stage',
  stale: 'stale',
  'no-next-step': 'without a next step',
}

/** One's own day, in the morning. */
export function dayDigest(agenda: Agenda, name: string, look: AgendaLook): Message {
  const title = md`:sunrise: Good morning ${name}. This is your ${day(agenda.today)}.`
  return message([section(title), stageSums(agenda, look), ...dayLists(agenda, look).slice(0, 45), below('day')], title)
}

/** The team's week, on Monday morning; charts follow in its thread. */
export function weekDigest(week: Week, name: string, publicUrl: string): Message {
  const title = md`:sunrise: Good morning ${name}. This was the team’s week.`
  const told = week.reports.map((report) =>
    section(md`*${link(`${publicUrl}/reports/${report.id}?period=last-7-days`, report.title)}*\n${report.summary}`),
  )
  return message([section(title), ...told, ...attention(week, publicUrl), below('week')], title)
}

function attention({ attention, unanswered }: Week, publicUrl: string): KnownBlock[] {
  const lines = attention.map(({ kind, count, link: path }) => {
    const deals = count === 1 ? '1 deal' : `${count.toLocaleString('en')} deals`
    return md`• ${link(`${publicUrl}${path}`, `${deals} ${ATTENTION[kind]}`)}`
  })
  const silent = unanswered.slice(0, 10).map(({ owner, count }) => md`• ${owner}: ${count.toLocaleString('en')}`)
  const sections: (Markup | null)[] = [
    lines.length > 0 ? md`*What needs attention*\n${join(lines, '\n')}` : md`:relieved: Nothing needs attention.`,
    silent.length > 0 ? md`*Idle deals without an answer of their owner*\n${join(silent, '\n')}` : null,
  ]
  return sections.flatMap((text) => (text ? [section(text)] : []))
}

function below(digest: Digest): KnownBlock {
  const line = digest === 'day' ? lineButton('My day', 'day') : lineButton('Reports', 'report')
  const settings = button(NOTICE_SETTINGS, 'Notification settings', digest)
  return actions(`digest:${digest}`, [line, settings, select(STOP, 'Stop these', [option(...STOPS[digest])])])
}
