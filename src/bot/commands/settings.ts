import type { PlainTextOption } from '@slack/types'
import { type Ctx, changeSettings, type Settings, type Workspace } from '../../core/index.ts'
import { choiceField, form, searchField, textField } from '../blocks/form.ts'
import { lineButton } from '../blocks/lines.ts'
import { actions, button, context, facts, md, message, option, section } from '../blocks/render.ts'
import { defineCommand, type Form, type Message, type Reply, type Turn } from '../command.ts'
import { whoChanges } from './pipelines.ts'

const ZONES = 'settings.zone'
const SEES = { all: 'All deals', own: 'Their own deals' } as const

export const settings = defineCommand({
  verb: 'settings',
  summary: 'Time zone, currency and who sees what; admins change them here',
  examples: ['/deal settings'],
  run: async (turn) => ({ kind: 'say', message: await shown(turn, turn.ctx.workspace) }),
  actions: { 'settings.change': async (turn) => openForm(turn) },
  views: { 'settings.change': save },
  options: { [ZONES]: async (_turn, typed) => zones(typed) },
})

async function shown({ ctx, publicUrl }: Turn, workspace: Workspace, headline?: string): Promise<Message> {
  const title = headline ? md`:white_check_mark: ${headline}` : md`*Settings of ${workspace.name}*`
  const table = facts([
    ['Time zone', md`${workspace.timeZone}`],
    ['Currency', md`${workspace.currency}`],
    ['Reps see', md`${SEES[workspace.repsSee]}`],
  ])
  const isAdmin = ctx.actor.role === 'admin'
  const buttons = actions('settings', [
    ...(isAdmin ? [button('settings.change', 'Change…', 'change', { style: 'primary' })] : []),
    lineButton('Pipelines', 'pipelines'),
    button('open', 'All settings', 'settings', { url: `${publicUrl}/settings` }),
  ])
  const why = isAdmin ? [] : [context(md`${await whoChanges(ctx, 'these settings')}`)]
  return message([section(title), table, buttons, ...why], title)
}

function openForm({ ctx, origin }: Turn): Reply {
  const { timeZone, currency, repsSee } = ctx.workspace
  const sees = Object.entries(SEES).map(([value, words]) => option(words, value))
  const blocks = [
    searchField('timeZone', 'Time zone', ZONES, {
      chosen: { name: timeZone, value: timeZone },
      hint: 'Where days, months and quarters begin.',
    }),
    textField('currency', 'Currency', { initial: currency, max: 3, hint: 'What figures are shown in, such as USD.' }),
    choiceField('repsSee', 'Reps see', sees, { chosen: repsSee }),
  ]
  return {
    kind: 'open',
    view: form({ callbackId: 'settings.change', title: 'Settings', submit: 'Save', blocks, origin }),
  }
}

async function save(turn: Turn, { values }: Form): Promise<Reply> {
  const workspace = await changeSettings(turn.ctx, wantedIn(turn.ctx, values))
  return { kind: 'say', message: await shown(turn, workspace, 'The settings are saved.'), inPlace: true }
}

function wantedIn({ workspace }: Ctx, values: Form['values']): Partial<Settings> {
  return {
    timeZone: values.one('timeZone') ?? workspace.timeZone,
    currency: values.one('currency') ?? workspace.currency,
    repsSee: values.one('repsSee') === 'own' ? 'own' : 'all',
  }
}

function zones(typed: string): PlainTextOption[] {
  const words = typed.trim().toLowerCase().replaceAll(' ', '_')
  const found = ['UTC', ...Intl.supportedValuesOf('timeZone')].filter((zone) => zone.toLowerCase().includes(words))
  return found.slice(0, 100).map((zone) => option(zone, zone))
}
