import { closeOpportunity, type Opportunity, parseMoney } from '../../core/index.ts'
import { valueText } from '../blocks/facts.ts'
import { defineCommand, type Press, type Reply, type Turn } from '../command.ts'
import { withDeal } from '../deal-lookup.ts'
import { changeSeen, seenBy } from '../from-card.ts'
import { trailingAmount } from '../words/amounts.ts'
import { splitDeal } from '../words/deal-words.ts'
import { plainText } from '../words/text.ts'

export const won = defineCommand({
  verb: 'won',
  aliases: ['win'],
  summary: 'Close a deal as won, with what it was worth in the end',
  examples: ['/deal won D-42', '/deal won D-42 12k', '/deal won acme renewal'],
  run(turn, text) {
    const { deal, amount } = dealAndAmount(plainText(text))
    return withDeal(
      turn,
      deal,
      (ref) => `won ${ref} ${amount}`.trim(),
      async (found) => {
        const worth = amount ? parseMoney(amount, found.currency) : {}
        const closed = await closeOpportunity(turn.ctx, { opportunity: found.number, status: 'won', ...worth })
        return { kind: 'card', deal: closed, headline: celebration(closed) }
      },
    )
  },
  actions: { 'card.won': winFromCard },
})

function winFromCard(turn: Turn, press: Press): Promise<Reply> {
  return changeSeen(
    turn,
    seenBy(press),
    (seen) => closeOpportunity(turn.ctx, { ...seen, status: 'won' }),
    (deal) => deal.status === 'won',
  )
}

function dealAndAmount(words: string): { deal: string; amount: string } {
  const { deal, rest } = splitDeal(words)
  if (rest) return { deal, amount: rest }
  const tail = trailingAmount(words)
  return tail ? { deal: tail.before, amount: tail.amount } : { deal, amount: '' }
}

function celebration(deal: Opportunity): string {
  return deal.value === null ? `${deal.ref} is won.` : `${deal.ref} is won: ${valueText(deal)}.`
}
