import type { Instant, Opportunity, Stage, StalePrompt } from '../../core/index.ts'
import type { Message } from '../command.ts'
import { blockIdOf } from './card.ts'
import { ageText, dealUrl, valueText } from './facts.ts'
import { STOP } from './notice.ts'
import { actions, button, link, md, message, moment, option, section, select } from './render.ts'

/** Asks the owner of an idle deal what becomes of it. */
export function staleQuestion(
  deal: Opportunity,
  { idleSince }: StalePrompt,
  stages: readonly Stage[],
  { publicUrl, now }: { publicUrl: string; now: Instant },
): Message {
  const name = link(dealUrl(publicUrl, deal.number), `${deal.ref} ${deal.name}`)
  const text = md`:hourglass: *${name}* has been idle for ${ageText(idleSince, now)}. What becomes of it?\n${valueText(deal)} · ${deal.stage.name}`
  const value = String(deal.number)
  const moves = stages.filter(({ id }) => id !== deal.stage.id).map((stage) => option(stage.name, stage.id))
  const answers = [
    button('stale.keep', 'Keep for a week', value, { style: 'primary' }),
    button('stale.note', 'Keep, with a note…', value),
    ...(moves.length > 0 ? [select('card.stage', 'Move to', moves)] : []),
    button('card.lost', 'Lost…', value),
    button('card.abandon', 'Abandon…', value),
  ]
  const stops = [
    option(`Do not ask about ${deal.ref}`, `mute:${deal.number}`),
    option('Do not ask about idle deals', 'setting:stale'),
  ]
  return message(
    [
      section(text),
      actions(blockIdOf(deal), answers),
      actions(`stale:${deal.number}`, [select(STOP, 'Stop these', stops)]),
    ],
    md`${deal.ref} ${deal.name} has been idle for ${ageText(idleSince, now)}. What becomes of it?`,
  )
}

/** The question once it was answered by keeping the deal. */
export function keptAnswer(deal: Opportunity, by: string, until: Instant, publicUrl: string): Message {
  const name = link(dealUrl(publicUrl, deal.number), `${deal.ref} ${deal.name}`)
  const text = md`:white_check_mark: ${by} keeps *${name}*. I do not ask again before ${moment(until)}.`
  return message([section(text)], text)
}
