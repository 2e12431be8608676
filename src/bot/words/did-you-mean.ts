import type { Button } from '@slack/types'
import { AppError, sameName, type Unclear } from '../../core/index.ts'
import { fitsButton, lineButton } from '../blocks/lines.ts'
import { actions, message, warning } from '../blocks/render.ts'
import type { Message } from '../command.ts'
import { plainText } from './text.ts'

const MOST_OFFERED = 10

/**
 * Why a command was refused. Was one of its words unclear, there is a button for everything that it may have meant,
 * which says the whole command with that in its place.
 */
export function refusal(text: string, error: unknown, line: string | null): Message {
  const told = warning(text)
  const unclear = error instanceof AppError ? error.unclear : null
  const buttons = unclear && line !== null ? completions(plainText(line), unclear) : []
  return buttons.length > 0 ? message([...told.blocks, actions('meant', buttons)], { markup: told.text }) : told
}

function completions(line: string, { words, meant }: Unclear): Button[] {
  const at = line.startsWith(words) ? 0 : line.lastIndexOf(words)
  if (at < 0 || !words) return []
  const [before, after] = [line.slice(0, at), line.slice(at + words.length)]
  return meant
    .slice(0, MOST_OFFERED)
    .map((choice) => ({ name: choice.name, line: `${before}${saidFor(choice, meant)}${after}` }))
    .filter((one) => fitsButton(one.line))
    .map((one) => lineButton(one.name, one.line))
}

/** The name where it says enough; the id where another has the same name, or a quote would end it. */
function saidFor({ id, name, say }: Unclear['meant'][number], meant: Unclear['meant']): string {
  if (say !== undefined) return say
  const isUnique = meant.filter((other) => sameName(other.name, name)).length === 1
  if (!isUnique || name.includes('"')) return id
  return /\s/.test(name) ? `"${name}"` : name
}
