import { nearestName } from '../core/index.ts'
import type { Command } from './command.ts'

/** Which command answers what. Built once from the list of commands. */
export interface Registry {
  readonly commands: readonly Command[]
  verb(word: string): Command | undefined
  action(id: string): NonNullable<Command['actions']>[string] | undefined
  view(id: string): NonNullable<Command['views']>[string] | undefined
  options(id: string): NonNullable<Command['options']>[string] | undefined
  shortcut(id: string): Command | undefined
  onMessage(id: string): Command['onMessage']
}

/** Throws when two commands claim the same word or id. */
export function registryOf(commands: readonly Command[]): Registry {
  const verbs = index(commands.flatMap((it) => [it.verb, ...(it.aliases ?? [])].map((word) => [word, it])))
  const actions = index(commands.flatMap((it) => Object.entries(it.actions ?? {})))
  const views = index(commands.flatMap((it) => Object.entries(it.views ?? {})))
  const options = index(commands.flatMap((it) => Object.entries(it.options ?? {})))
  const shortcuts = index(commands.flatMap((it) => (it.shortcut ? [[it.shortcut.id, it]] : [])))
  const onMessages = index(commands.flatMap((it) => (it.onMessage ? [[it.onMessage.id, it.onMessage] as const] : [])))
  return {
    commands,
    verb: (word) => verbs.get(word.toLowerCase()),
    action: (id) => actions.get(id),
    view: (id) => views.get(id),
    options: (id) => options.get(id),
    shortcut: (id) => shortcuts.get(id),
    onMessage: (id) => onMessages.get(id),
  }
}

/** Whether what follows the verb begins with a deal, as in its examples: `/deal won D-42`. */
export function isAboutDeal(command: Command | undefined): boolean {
  return command?.examples.some((example) => example.startsWith(`/deal ${command.verb} D-`)) ?? false
}

/** The verb that was probably meant; letters in another order are the typing mistake that people make most. */
export function nearestVerb(word: string, commands: readonly Command[]): string | undefined {
  const verbs = commands.map((command) => command.verb)
  const letters = (text: string): string => [...text.toLowerCase()].sort().join('')
  return verbs.find((verb) => letters(verb) === letters(word)) ?? nearestName(word, verbs)
}

function index<T>(entries: readonly (readonly [string, T])[]): Map<string, T> {
  const map = new Map(entries)
  if (map.size !== entries.length) {
    const names = entries.map(([name]) => name)
    throw new Error(`Claimed twice: ${names.filter((name, i) => names.indexOf(name) !== i).join(', ')}`)
  }
  return map
}
