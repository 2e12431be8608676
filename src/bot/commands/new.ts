import {
  contactFromWords,
  createOpportunity,
  inTransaction,
  listMembers,
  listPipelines,
  type Opportunity,
  type TxCtx,
} from '../../core/index.ts'
import { dealFields, OWNER_SEARCH } from '../blocks/deal-form.ts'
import { valueText } from '../blocks/facts.ts'
import { form } from '../blocks/form.ts'
import { md, note, option } from '../blocks/render.ts'
import { queueCardPost } from '../cards.ts'
import { defineCommand, type Form, type Reply, type Turn } from '../command.ts'
import { readDealForm } from '../deal-form-values.ts'
import { memberNamed } from '../people.ts'
import { personsMoment } from '../turn-time.ts'
import { parseNewDeal } from '../words/new-deal.ts'

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
  run: (turn, words) => (words ? createFromWords(turn, words) : openForm(turn)),
  views: { 'deal.new': createFromForm },
  options: { [OWNER_SEARCH]: searchMembers },
  shortcut: { id: 'new_deal', name: 'New deal', description: 'Create a deal' },
})

async function openForm({ ctx, member, origin }: Turn): Promise<Reply> {
  const blocks = dealFields({ deal: null, pipelines: await listPipelines(ctx), owner: member })
  return { kind: 'open', view: form({ callbackId: 'deal.new', title: 'New deal', submit: 'Create', blocks, origin }) }
}

async function createFromWords(turn: Turn, text: string): Promise<Reply> {
  const { workspace } = turn.ctx
  const pipelines = await listPipelines(turn.ctx)
  const stages = pipelines.flatMap((pipeline) => pipeline.stages.map((stage) => stage.name))
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
    const wanted = said.stage?.toLowerCase()
    const having = pipelines.filter((one) => one.stages.some((stage) => stage.name.toLowerCase() === wanted))
    return having.length === 1 ? having[0]?.id : undefined
  }
}

function createFromForm(turn: Turn, { values }: Form): Promise<Reply> {
  return created(turn, async (tx) => createOpportunity(tx, await readDealForm(tx, values, tx.workspace.currency)))
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

async function searchMembers({ ctx }: Turn, typed: string) {
  const words = typed.trim().toLowerCase()
  const found = (await listMembers(ctx)).filter((member) => member.name.toLowerCase().includes(words))
  return found.slice(0, 100).map((member) => option(member.name, member.id))
}
