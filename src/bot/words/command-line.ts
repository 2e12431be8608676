import { AppError, findOpportunities, similarOpportunities } from '../../core/index.ts'
import { choiceOfDeals } from '../blocks/lines.ts'
import { md } from '../blocks/render.ts'
import type { Reply, Turn } from '../command.ts'
import { nearestVerb, type Registry } from '../registry.ts'
import { shortened } from './dates.ts'
import { splitFirst } from './text.ts'

/** Answers whatever stands behind `/deal`: a verb with its words, a deal by its reference or name, or the menu. */
export async function runWords(registry: Registry, turn: Turn, said: string): Promise<Reply> {
  const text = typedOnly(said)
  const [word, words] = splitFirst(text)
  const command = registry.verb(word || 'menu')
  if (command) return command.run(turn, words)

  const show = registry.verb('show')
  const nearest = nearestVerb(word, registry.commands)
  if (show && isReference(word)) return show.run(turn, text)
  if (show && !nearest && (await findOpportunities(turn.ctx, text, { limit: 1 })).length > 0)
    return show.run(turn, text)
  const similar = nearest ? [] : await similarOpportunities(turn.ctx, text)
  if (similar.length > 0) {
    const title = md`No deal is called “${shortened(text)}”. Did you mean one of these?`
    const line = (ref: string): string => `show ${ref}`
    return { kind: 'say', message: choiceOfDeals(similar, title, turn.publicUrl, line), inPlace: true }
  }
  const hint = nearest ? `Did you mean /deal ${nearest}?` : 'It is neither a command nor the name of a deal.'
  const meant = nearest ? [{ id: nearest, name: `/deal ${nearest}`, say: nearest }] : []
  const sentence = `I do not know “/deal ${shortened(word)}”. ${hint} /deal help lists what I understand.`
  throw new AppError('invalid', sentence, {}, { words: word, meant })
}

/** Signs that no keyboard types are blanks: databases do not take all of them. Lines and tabs stay. */
function typedOnly(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that are meant
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' ')
}

function isReference(word: string): boolean {
  return /^#?(d-?)?\d+$/i.test(word)
}
