import { closeOpportunity, parseMoney } from '../../core/index.ts'
import { changeSeen } from '../cards/from-card.ts'
import { defineCommand, type Press, type Reply, type Turn } from '../command.ts'
import { closingForm, endedAs } from '../forms/closing.ts'
import { trailingAmount } from '../words/amounts.ts'
import { withDeal } from '../words/deal-lookup.ts'
import { splitDeal } from '../words/deal-words.ts'
import { plainText } from '../words/text.ts'

const wins = closingForm('won')

export const won = defineCommand({
  verb: 'won',
  aliases: ['win'],
  summary: 'Close a deal as won, with what it was worth in the end',
  examples: ['/deal won D-42', '/deal won D-42 12k', '/deal won acme renewal'],
  async run(turn, text) {
    const { deal, amount } = dealAndAmount(plainText(text))
    if (!deal) return wins.open(turn, '')
    return withDeal(
      turn,
      deal,
      (ref) => `won ${ref} ${amount}`.trim(),
      async (found) => {
        const worth = amount ? parseMoney(amount, found.currency) : {}
        const closed = await closeOpportunity(turn.ctx, { opportunity: found.number, status: 'won', ...worth })
        return { kind: 'card', deal: closed, headline: endedAs(closed) }
      },
    )
  },
  ...wins.answers,
  actions: { ...wins.answers.actions, 'card.won': winFromCard },
})

function winFromCard(turn: Turn, press: Press): Promise<Reply> {
  return changeSeen(turn, press, {
    change: (seen) => closeOpportunity(turn.ctx, { ...seen, status: 'won' }),
    isAsWanted: (deal) => deal.status === 'won',
    only: 'open',
  })
}

function dealAndAmount(words: string): { deal: string; amount: string } {
  const { deal, rest } = splitDeal(words)
  if (rest) return { deal, amount: rest }
  const tail = trailingAmount(words)
  return tail ? { deal: tail.before, amount: tail.amount } : { deal, amount: '' }
}
