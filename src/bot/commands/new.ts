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
import { queueCardPost } from '../cards.ts'
import { defineCommand, type Form, type Reply, type Turn } from '../command.ts'
import { NEW_DEAL_FIELDS, readDealForm } from '../deal-form-values.ts'
import { type FormValues, formValues } from '../form-values.ts'
import { memberNamed } from '../people.ts'
import { personsMoment } from '../turn-time.ts'
import { searches } from '../typeahead.ts'
import { parseNewDeal } from '../words/new-deal.ts'

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
  run: async (turn, words) => (words ? createFromWords(turn, words) : openForm(turn, formValues({}))),
  views: { 'deal.new': createFromForm },
  actions: { [AGAIN]: async (turn, { form: sent }) => openForm(turn, sent?.values ?? formValues({})) },
  options: searches,
  shortcut: { id: 'new_deal', name: 'New deal', description: 'Create a deal' },
})

function openForm({ ctx, member, origin }: Turn, values: FormValues): Reply {
  const title = 'New deal'
  return {
    kind: 'open',
    view: skeleton(title),
    async fill() {
      const held = { values, ids: {}, again: AGAIN }
      const fields = dealFields({ deal: null, pipelines: await listPipelines(ctx), owner: member, held })
      const first = textField('note', 'Note', { optional: true, lines: true, max: 3000 })
      return form({ callbackId: 'deal.new', title, submit: 'Create', blocks: [...fields, first], origin })
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

function createFromForm(turn: Turn, { values }: Form): Promise<Reply> {
  return created(turn, async (tx) => {
    const facts = await readDealForm(tx, values, { currency: tx.workspace.currency, fields: NEW_DEAL_FIELDS })
    const text = values.one('note')
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
