import type { KnownBlock } from '@slack/types'
import {
  addNote,
  type ClosedStatus,
  closeOpportunity,
  getOpportunity,
  inTransaction,
  listReasons,
  type Opportunity,
} from '../../core/index.ts'
import { statusWord, typedValue, valueText } from '../blocks/facts.ts'
import { choiceField, searchField, textField } from '../blocks/form.ts'
import { option } from '../blocks/render.ts'
import { type Command, defineCommand, type Turn } from '../command.ts'
import { withDealNumber } from '../words/deal-lookup.ts'
import { splitDeal } from '../words/deal-words.ts'
import { worth } from './deal-form-values.ts'
import { type DealForm, dealForm, type Held } from './deal-forms.ts'
import { type FormValues, freshId } from './form-values.ts'
import { SEARCH } from './typeahead.ts'

const ENDINGS: readonly ClosedStatus[] = ['won', 'lost', 'abandoned']
const TITLES = { won: 'Win', lost: 'Lose', abandoned: 'Abandon' } as const

/** The form that ends a deal: how, and with what or why. It begins with the ending that the verb names. */
export function closingForm(first: ClosedStatus): DealForm {
  return dealForm({
    id: `deal.${first}`,
    title: TITLES[first],
    submit: 'Close the deal',
    only: 'open',
    fields: (turn, deal, held) => closingFields(turn, deal, endingIn(held.values), held),
    start: (facts) => ({ value: typedValue(facts) }),
    isAsWanted: (deal, values) => deal.status === endingIn(values),
    async change({ ctx }, seen, values) {
      const status = endingIn(values)
      const [reason, text] = [values.one('reason'), values.one('text')]
      const deal = await inTransaction(ctx, async (tx) => {
        const before = await getOpportunity(tx, seen.opportunity)
        const isOther = values.has('value') && values.one('value') !== (typedValue(before) || null)
        const ending = isOther ? worth(values.one('value'), before.currency) : {}
        const closed = await closeOpportunity(tx, { ...seen, status, ...(reason && { reason }), ...ending })
        if (text) await addNote(tx, { opportunity: closed.number, text })
        return closed
      })
      return { kind: 'card', deal, headline: endedAs(deal) }
    },
  })

  function endingIn(values: FormValues): ClosedStatus {
    return ENDINGS.find((status) => status === values.one('status')) ?? first
  }
}

async function closingFields(
  { ctx }: Turn,
  deal: Opportunity,
  status: ClosedStatus,
  held: Held,
): Promise<KnownBlock[]> {
  const endings = ENDINGS.map((one) => option(statusWord(one), one))
  return [
    choiceField('status', 'Ends as', endings, { chosen: status, tells: held.again }),
    ...(status === 'won' ? [worthField(deal, held)] : await reasonField(status)),
    textField('text', 'Note', { optional: true, lines: true, max: 3000 }),
  ]

  /** The reasons of another ending are others, so that a reason chosen before is not kept. */
  async function reasonField(ending: 'lost' | 'abandoned') {
    if ((await listReasons(ctx, { status: ending })).length === 0) return []
    return [searchField('reason', `Why was ${deal.ref} ${ending}?`, SEARCH[ending], { id: freshId('reason', ending) })]
  }
}

function worthField(deal: Opportunity, { ids }: Held) {
  return textField('value', 'Worth in the end', {
    id: ids.value ?? 'value',
    initial: typedValue(deal),
    placeholder: '12k, $12,500.50 or 1.2m EUR',
    optional: true,
    max: 100,
  })
}

/** "D-42 is won: $12,000." */
export function endedAs(deal: Opportunity): string {
  const amount = deal.status === 'won' && deal.value !== null ? `: ${valueText(deal)}` : ''
  return `${deal.ref} is ${deal.status}${amount}.`
}

export interface ClosingWords extends Pick<Command, 'verb' | 'aliases' | 'summary' | 'examples'> {
  readonly status: 'lost' | 'abandoned'
}

/** The verb that ends a deal without winning it: by words, or with a form that asks for the reason. */
export function closingCommand({ status, ...words }: ClosingWords): Command {
  const { verb } = words
  const closes = closingForm(status)

  return defineCommand({
    ...words,
    async run(turn, text) {
      const { deal, rest: reason } = splitDeal(text, / because:? | reason:\s*/)
      if (!deal) return closes.open(turn, '')
      const line = (ref: string): string => (reason ? `${verb} ${ref} because ${reason}` : `${verb} ${ref}`)
      return withDealNumber(turn, deal, line, async (opportunity) => {
        const closed = await closeOpportunity(turn.ctx, { opportunity, status, ...(reason && { reason }) })
        return { kind: 'card', deal: closed, headline: endedAs(closed) }
      })
    },
    ...closes.answers,
    actions: { ...closes.answers.actions, [`card.${verb}`]: closes.fromCard },
  })
}
