import {
  type Ctx,
  changeNoticeSettings,
  NOTICE_SWITCHES,
  type NoticeSettings,
  type NoticeSwitch,
  noticeSettings,
} from '../../core/index.ts'
import { choicesField, form, textField } from '../blocks/form.ts'
import { NOTICE_SETTINGS } from '../blocks/notice.ts'
import { md, note, option } from '../blocks/render.ts'
import { defineCommand, type Form, type Reply, type Turn } from '../command.ts'

export const notices = defineCommand({
  verb: 'notices',
  aliases: ['notifications'],
  summary: 'What I tell you directly, and when not',
  examples: ['/deal notices'],
  run: noticeSettingsForm,
  actions: { [NOTICE_SETTINGS]: noticeSettingsForm },
  views: { [NOTICE_SETTINGS]: keepSettings },
})

const CHOICES: Record<NoticeSwitch, string> = {
  assigned: 'Somebody gives me a deal',
  tasks: 'Somebody gives me a task',
  closed: 'Somebody else wins, loses or abandons my deal',
  everyWin: 'Any deal is won',
  stale: 'My deal is idle: ask me what becomes of it',
  bulk: 'Somebody changes many of my deals at once',
  dayDigest: 'My day, every working morning',
  weekDigest: 'The team’s week, on Monday morning',
}

/** Asks what the person wants to be told, and when not. */
async function noticeSettingsForm({ ctx, origin }: Turn): Promise<Reply> {
  const settings = await noticeSettings(ctx)
  const offered = offeredTo(ctx)
  const time = { optional: true, max: 5 }
  const blocks = [
    choicesField(
      'switches',
      'Tell me when',
      offered.map((name) => option(CHOICES[name], name)),
      { optional: true, chosen: offered.filter((name) => settings[name]) },
    ),
    textField('morning', 'My mornings begin at', { initial: settings.morning, placeholder: '08:00', max: 5 }),
    textField('quietFrom', 'Quiet from', { ...time, initial: settings.quiet?.from, placeholder: '20:00' }),
    textField('quietTo', 'Quiet until', {
      ...time,
      initial: settings.quiet?.to,
      placeholder: '08:00',
      hint: 'Notices wait until then. Leave both empty for no quiet hours.',
    }),
  ]
  return {
    kind: 'open',
    view: form({ callbackId: NOTICE_SETTINGS, title: 'Notifications', submit: 'Save', blocks, origin }),
  }
}

/** The team's week is for those who lead it. */
function offeredTo({ actor }: Ctx): NoticeSwitch[] {
  return NOTICE_SWITCHES.filter((name) => name !== 'weekDigest' || actor.role !== 'rep')
}

async function keepSettings({ ctx }: Turn, { values }: Form): Promise<Reply> {
  const ticked = values.many('switches')
  const switches = Object.fromEntries(offeredTo(ctx).map((name) => [name, ticked.includes(name)]))
  const [from, to] = [values.one('quietFrom'), values.one('quietTo')]
  const quiet = from || to ? { from: from ?? '', to: to ?? '' } : null
  const kept = await changeNoticeSettings(ctx, { ...switches, morning: values.one('morning') ?? '', quiet })
  return { kind: 'say', message: note(md`:bell: Kept. ${summary(kept)}`) }
}

function summary({ quiet, ...settings }: NoticeSettings): string {
  const on = NOTICE_SWITCHES.filter((name) => settings[name]).length
  const told = on === 0 ? 'I tell you nothing by myself' : `I tell you of ${on} kinds of things`
  return quiet ? `${told}, and nothing between ${quiet.from} and ${quiet.to}.` : `${told}.`
}
