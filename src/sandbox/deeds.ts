import { z } from 'zod'
import type { Faults } from './faults.ts'
import { elementsIn } from './form.ts'
import type { Interactions, Use } from './interactions.ts'
import type { StateValues, View } from './model.ts'
import type { Person } from './person.ts'
import { findPerson } from './team.ts'
import type { Workspace } from './workspace.ts'

export interface DeedDeps {
  workspace: Workspace
  faults: Faults
  interactions: Interactions
  as: (who: string) => Person
}

const as = z.object({ as: z.string() })
const typed = z.record(z.string(), z.record(z.string(), z.looseObject({ type: z.string() })))
const inChannel = as.extend({ channel: z.string(), text: z.string().max(12_000) })
const said = inChannel.extend({ thread: z.string().optional() })
const message = z.object({ channel: z.string(), ts: z.string() })
const element = as.extend({
  place: z.union([z.object({ message }), z.object({ view: z.string() })]),
  block: z.string(),
  action: z.string(),
})
const used = element.extend({ held: z.unknown().optional(), typed: typed.optional() })
const asked = element.extend({ query: z.string() })
const view = as.extend({ view: z.string(), typed: typed.optional() })
const tab = as.extend({ tab: z.enum(['home', 'messages']) })
const fault = z.object({ method: z.string().nullable(), fault: z.string() })
const shortcut = as.extend({ callbackId: z.string(), message: message.optional() })

type Deed = (deps: DeedDeps, sent: unknown) => Promise<object | undefined>

/** What the page can do in a person's name, by the last part of the address it posts to. */
export const deeds: Record<string, Deed> = {
  command: async (deps, sent) => {
    const { as: who, channel, text } = inChannel.parse(sent)
    return deps.as(who).command(text, { channel })
  },
  say: async (deps, sent) => {
    const { as: who, channel, text, thread } = said.parse(sent)
    const under = thread && deps.workspace.find(channel, thread)
    const person = deps.as(who)
    if (under) await person.reply(under, text)
    else if (channel.startsWith('D')) await person.dm(text)
    else await person.say(channel, text)
    return undefined
  },
  use: async (deps, sent) => {
    const { held, typed: values, ...at } = used.parse(sent)
    const use = locate(deps, at, values as StateValues | undefined)
    return deps.interactions.act(findPerson(deps.workspace.team, at.as).id, { ...use, held })
  },
  options: async (deps, sent) => {
    const { query, ...at } = asked.parse(sent)
    const options = await deps.interactions.suggest(at.as, locate(deps, at), query)
    return { options }
  },
  submit: async (deps, sent) => {
    const { as: who, view: id, typed: values } = view.parse(sent)
    return deps.interactions.submit(who, findView(deps, id), (values ?? {}) as StateValues)
  },
  close: async (deps, sent) => {
    const { as: who, view: id } = view.parse(sent)
    await deps.interactions.close(who, findView(deps, id))
    return undefined
  },
  home: async (deps, sent) => {
    const { as: who, tab: opened } = tab.parse(sent)
    await deps.as(who).openHome(opened)
    return undefined
  },
  shortcut: async (deps, sent) => {
    const { as: who, callbackId, message: on } = shortcut.parse(sent)
    const found = on && deps.workspace.find(on.channel, on.ts)
    return found ? deps.as(who).messageShortcut(found, callbackId) : deps.as(who).shortcut(callbackId)
  },
  fault: async ({ faults }, sent) => {
    const { method, fault: how } = fault.parse(sent)
    if (method && how) faults.fail(method, /^\d+$/.test(how) ? Number(how) : how)
    else faults.mend(method ?? undefined)
    return undefined
  },
}

function findView({ workspace }: DeedDeps, id: string): View {
  const found = workspace.findView((one) => one.id === id)
  if (!found) throw new Error('This form is closed')
  return found
}

/** Finds the element that was used, in the message or view as it stands now, with what was typed around it. */
function locate(deps: DeedDeps, at: z.infer<typeof element>, values?: StateValues): Use {
  const place = placeOf(deps, at, values)
  const blocks = 'view' in place ? place.view.blocks : (place.message.blocks ?? [])
  const all = [
    ...blocks,
    ...('message' in place ? (place.message.attachments ?? []).flatMap((one) => one.blocks ?? []) : []),
  ]
  const found = elementsIn(all).find((one) => one.block.block_id === at.block && one.element.action_id === at.action)
  if (!found) throw new Error('This element is gone')
  return { place, ...found }
}

function placeOf(deps: DeedDeps, { place }: z.infer<typeof element>, values?: StateValues): Use['place'] {
  if ('message' in place) {
    const found = deps.workspace.find(place.message.channel, place.message.ts)
    if (!found) throw new Error('This message is gone')
    return { message: found }
  }
  const before = findView(deps, place.view)
  const view = { ...before, typed: { ...before.typed, ...values } }
  deps.workspace.replaceView(view)
  return { view }
}
