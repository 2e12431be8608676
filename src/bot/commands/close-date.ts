import { editOpportunity, invalid } from '../../core/index.ts'
import { day } from '../blocks/facts.ts'
import { defineCommand } from '../command.ts'
import { withDeal } from '../deal-lookup.ts'
import { personsMoment } from '../turn-time.ts'
import { parseDay } from '../words/dates.ts'
import { splitDeal } from '../words/deal-words.ts'
import { meansNothing } from '../words/text.ts'

export const closeDate = defineCommand({
  verb: 'close-date',
  aliases: ['close', 'closes'],
  summary: 'Say when a deal is expected to close',
  examples: [
    '/deal close-date D-42 next friday',
    '/deal close-date acme renewal to 31 Dec',
    '/deal close-date D-42 none',
  ],
  run(turn, words) {
    const { deal, rest } = splitDeal(words, / (?:to|on) /)
    if (deal && !rest) throw invalid(`When does “${deal}” close? Write it like /deal close-date D-42 to next friday`)
    return withDeal(
      turn,
      deal,
      (ref) => `close-date ${ref} ${rest}`,
      async ({ number: opportunity }) => {
        const expectedCloseOn = meansNothing(rest) ? null : parseDay(rest, personsMoment(turn))
        const changed = await editOpportunity(turn.ctx, { opportunity, changes: { expectedCloseOn } })
        const when = expectedCloseOn ? `is expected to close on ${day(expectedCloseOn)}` : 'has no expected close date'
        return { kind: 'card', deal: changed, headline: `${changed.ref} ${when}.` }
      },
    )
  },
})
