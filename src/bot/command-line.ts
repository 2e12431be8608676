import { findOpportunities, invalid } from '../core/index.ts'
import type { Reply, Turn } from './command.ts'
import { nearestVerb, type Registry } from './registry.ts'
import { splitFirst } from './words/text.ts'

/** Answers whatever stands behind `/deal`: a verb with its words, a deal by its reference or name, or the menu. */
export async function runWords(registry: Registry, turn: Turn, text: string): Promise<Reply> {
  const [word, words] = splitFirst(text)
  const command = registry.verb(word || 'menu')
  if (command) return command.run(turn, words)

  const show = registry.verb('show')
  const nearest = nearestVerb(word, registry.commands)
  if (show && isReference(word)) return show.run(turn, text)
  if (show && !nearest && (await findOpportunities(turn.ctx, text, { limit: 1 })).length > 0)
    return show.run(turn, text)
  const hint = nearest ? `Did you mean /deal ${nearest}?` : 'It is neither a command nor the name of a deal.'
  throw invalid(`I do not know “/deal ${word}”. ${hint} /deal help lists what I understand.`)
}

function isReference(word: string): boolean {
  return /^#?(d-?)?\d+$/i.test(word)
}
