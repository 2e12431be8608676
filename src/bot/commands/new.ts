import {
  contactFromWords,
  createOpportunity,
  inTransaction,
  listPipelines,
  matchName,
  type Opportunity,
  type TxCtx,
} from '../../core/index.ts'
import { dealFields } from '../blocks/deal-form.ts'
import { valueText } from '../blocks/facts.ts'
import { form, skeleton, textField } from '../blocks/form.ts'
import { md, note } from '../blocks/render.ts'
import { queueCardPost } from '../cards/cards.ts'
import { defineCommand, type Form, type Reply, type Turn } from '../command.ts'
import { LONGEST_NOTE, noteFrom, withPermalink } from '../conversations/message-note.ts'
import type { SharedMessage } from '../conversations/shared-message.ts'
import { NEW_DEAL_FIELDS, readDealForm } from '../forms/deal-form-values.ts'
import { formValues } from '../forms/form-values.ts'
import { searches } from '../forms/typeahead.ts'
import { memberNamed } from '../intake/people.ts'
import { proposalFrom } from '../words/from-message.ts'
import { parseNewDeal } from '../words/new-deal.ts'
import { personsMoment } from '../words/turn-time.ts'

const AGAIN = 'deal.new.again'

export const newDeal = defineCommand({
  verb: 'new',
  aliases: ['create', 'add'],
  summary: 'Create a deal, in one line or with a form',
  examples: [
    '/deal new Acme renewal 12k in Proposal',
    '/deal new Acme renewal 12k in Proposal source:Referral close:31 Dec for @ana with jane@acme.com',
    '/deal new "Acme in Europe" 1.2m EUR pipeline:Partners tags:enterprise note:Met at the fair',
    '/deal new',
  ],
  run: async (turn, words) => (words ? createFromWords(turn, words) : openForm(turn)),
  views: { 'deal.new': createFromForm },
  actions: { [AGAIN]: async (turn, { form: sent }) => openForm(turn, sent ?? undefined) },
  options: searches,
  shortcut: { id: 'new_deal', name: 'New deal', description: 'Create a deal' },
  onMessage: {
    id: 'deal_from_message',
    name: 'Create deal from message',
    description: 'Create a deal; the message becomes its first note',
    run: async (turn, message) => openForm(turn, undefined, message),
  },
})

/** Empty, as it was sent so far, or with what a message proposes. */
function openForm(turn: Turn, sent?: Form, from?: SharedMessage): Reply {
  const title = 'New deal'
  return {
    kind: 'open',
    view: skeleton(title),
    async fill() {
      const values = sent?.values ?? formValues({})
      const proposed = from ? proposalFrom(from.text) : { name: values.one('name'), value: values.one('value') }
      const initial = from ? await noteFrom(turn.ctx, from) : values.one('note')
      const held = { values, ids: {}, again: AGAIN }
      const pipelines = await listPipelines(turn.ctx)
      const fields = dealFields({ deal: null, pipelines, owner: turn.member, held, proposed })
      const first = textField('note', 'Note', { initial, optional: true, lines: true, max: LONGEST_NOTE })
      const data = from ? { permalink: from.permalink, thread: from.threadTs ?? from.ts } : (sent?.data ?? {})
      const { origin } = turn
      return form({ callbackId: 'deal.new', title, submit: 'Create', blocks: [...fields, first], origin, data })
    },
  }
}

async function createFromWords(turn: Turn, text: string): Promise<Reply> {
  const { workspace } = turn.ctx
  const pipelines = await listPipelines(turn.ctx)
  const stages = pipelines.flatMap((pipeline) => pipeline.stages)
  const said = parseNewDeal(text, { ...personsMoment(turn), stages, currency: workspace.currency })
  const { value: money, contact, owner, pipeline = pipelineWithStage(), ...facts } = said
  const ownerId = owner === undefined ? undefined : (await memberNamed(turn, owner)).id
  return created(turn, async (tx) =>
    createOpportunity(tx, {
      ...facts,
      ...money,
      ...(pipeline && { pipeline }),
      ...(ownerId && { owner: ownerId }),
      ...(contact && { contact: (await contactFromWords(tx, contact)).id }),
    }),
  )

  /** A stage that only one pipeline has names that pipeline. */
  function pipelineWithStage(): string | undefined {
    const { stage = '' } = said
    const having = pipelines.filter((one) => matchName(stage, one.stages).kind !== 'none')
    return having.length === 1 ? having[0]?.id : undefined
  }
}

/** The card of a deal that a message asked for stands in the thread under it. */
function createFromForm(turn: Turn, { values, data }: Form): Promise<Reply> {
  const thread = typeof data.thread === 'string' ? { threadTs: data.thread } : {}
  return created({ ...turn, origin: { ...turn.origin, ...thread } }, async (tx) => {
    const facts = await readDealForm(tx, values, { currency: tx.workspace.currency, fields: NEW_DEAL_FIELDS })
    const text = withPermalink(values.one('note'), data.permalink)
    return createOpportunity(tx, { ...facts, name: facts.name ?? '', ...(text && { note: text }) })
  })
}

/** The deal and the posting of its card are one transaction: both happen, or neither. */
async function created(turn: Turn, create: (tx: TxCtx) => Promise<Opportunity>): Promise<Reply> {
  const deal = await inTransaction(turn.ctx, async (tx) => {
    const made = await create(tx)
    await queueCardPost(tx, turn, made)
    return made
  })
  if (!turn.origin.channelId) return { kind: 'silence' }
  const facts = md`${valueText(deal)} · ${deal.stage.name} · ${deal.owner?.name ?? 'nobody'}`
  return { kind: 'say', message: note(md`:white_check_mark: You created *${deal.ref} ${deal.name}*: ${facts}.`) }
}
