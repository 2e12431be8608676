import { addNote, closeOpportunity, conflict, inTransaction, listReasons, type Opportunity } from '../core/index.ts'
import { choiceField, form, textField } from './blocks/form.ts'
import { option } from './blocks/render.ts'
import { type Command, defineCommand, type Form, type Press, type Reply, type Turn } from './command.ts'
import { withDealNumber } from './deal-lookup.ts'
import { changeSeen, openSeen } from './from-card.ts'
import { splitDeal } from './words/deal-words.ts'

export interface ClosingWords extends Pick<Command, 'verb' | 'aliases' | 'summary' | 'examples'> {
  readonly status: 'lost' | 'abandoned'
  /** Of the form and its button: "Lose deal", "Lost". */
  readonly title: string
  readonly submit: string
}

/** The verb that ends a deal without winning it: by words, or with a form that asks for the reason. */
export function closingCommand({ status, title, submit, ...words }: ClosingWords): Command {
  const { verb } = words
  const callbackId = `deal.${verb}`

  return defineCommand({
    ...words,
    run(turn, text) {
      const { deal, rest: reason } = splitDeal(text, / because:? | reason:\s*/)
      const line = (ref: string): string => (reason ? `${verb} ${ref} because ${reason}` : `${verb} ${ref}`)
      return withDealNumber(turn, deal, line, async (opportunity) => {
        const closed = await closeOpportunity(turn.ctx, { opportunity, status, ...(reason && { reason }) })
        return { kind: 'card', deal: closed, headline: `${closed.ref} is ${status}.` }
      })
    },
    actions: { [`card.${verb}`]: askWhy },
    views: { [callbackId]: closeWithReason },
  })

  function askWhy(turn: Turn, press: Press): Promise<Reply> {
    return openSeen(turn, press, async (deal) => {
      if (deal.status === status) return { kind: 'card', deal }
      if (deal.status !== 'open') return { kind: 'card', deal, notice: closedAlready(deal).message }
      const reasons = await listReasons(turn.ctx, { status })
      const choices = reasons.map((reason) => option(reason.name, reason.id))
      const blocks = [
        ...(choices.length > 0 ? [choiceField('reason', `Why was ${deal.ref} ${status}?`, choices)] : []),
        textField('text', 'Note', { optional: true, lines: true, max: 3000 }),
      ]
      const data = { opportunity: deal.number, version: deal.version }
      return { kind: 'open', view: form({ callbackId, title, submit, blocks, origin: turn.origin, data }) }
    })
  }

  function closeWithReason(turn: Turn, { values, data }: Form): Promise<Reply> {
    const seen = { opportunity: Number(data.opportunity), version: Number(data.version) }
    const [reason, text] = [values.one('reason'), values.one('text')]
    const close = (): Promise<Opportunity> =>
      inTransaction(turn.ctx, async (tx) => {
        const closed = await closeOpportunity(tx, { ...seen, status, ...(reason && { reason }) })
        if (text) await addNote(tx, { opportunity: closed.number, text })
        return closed
      })
    return changeSeen(turn, seen, close, (deal) => deal.status === status)
  }
}

function closedAlready(deal: Opportunity): Error {
  return conflict(`${deal.ref} is already ${deal.status}. Reopen it first.`)
}
