import type { KnownBlock, ModalView } from '@slack/types'
import {
  AppError,
  type ChangesSince,
  changesSince,
  type EarlierFacts,
  findOpportunities,
  getOpportunity,
  inTransaction,
  numberFrom,
  type Opportunity,
  similarOpportunities,
} from '../../core/index.ts'
import { firstQuestion, form, skeleton } from '../blocks/form.ts'
import { dealLine } from '../blocks/lines.ts'
import { ANYWAY, isConflict, meanwhile } from '../blocks/meanwhile.ts'
import { button, md, section, warning } from '../blocks/render.ts'
import { refreshPressedCard } from '../cards/cards.ts'
import { type Seen, seenBy } from '../cards/from-card.ts'
import type { Command, Form, Press, Reply, Turn } from '../command.ts'
import { shortened } from '../words/dates.ts'
import { type FormValues, formValues, freshId } from './form-values.ts'
import { searchDeals } from './typeahead.ts'

const MOST_CHOICES = 8

/** What is filled in so far, and the ids of the fields that begin anew. */
export interface Held {
  readonly values: FormValues
  readonly ids: Readonly<Record<string, string>>
  /** The action that renders the form again when a field changed on which others depend. */
  readonly again: string
}

/** What is a deal's form's own; everything else all of them share. */
export interface DealFormSpec {
  /** `deal.move`: how its answers find back. */
  readonly id: string
  /** "Move": what stands before the deal's reference. */
  readonly title: string
  readonly submit: string
  /** How the deal must stand for the form to make sense. */
  readonly only?: 'open' | 'closed'
  fields(turn: Turn, deal: Opportunity, held: Held): Promise<KnownBlock[]>
  /** Carries out what the form says about the deal as it was seen. */
  change(turn: Turn, seen: Seen, values: FormValues): Promise<Reply>
  /** Whether somebody did just this already, as a double click does. */
  isAsWanted?(deal: Opportunity, values: FormValues): boolean
  /** What each field begins with, so that one that nobody touched never undoes what another person did. */
  start?(facts: EarlierFacts): Readonly<Record<string, string>>
}

export interface DealForm {
  /** The form about the deal that the words name; without words, or with several deals, it asks which. */
  open(turn: Turn, words: string): Reply
  /** The form about the deal of a card. */
  fromCard(turn: Turn, press: Press): Promise<Reply>
  /** What the verb's command answers because of the form. */
  readonly answers: Required<Pick<Command, 'views' | 'actions' | 'options'>>
}

/** Makes the form of a verb. */
export function dealForm(spec: DealFormSpec): DealForm {
  const [pick, again] = [`${spec.id}.pick`, `${spec.id}.again`]
  const nothing: Held = { values: formValues({}), ids: {}, again }

  return {
    open: (turn, words) => opening(() => viewFor(turn, words)),
    async fromCard(turn, press) {
      const { opportunity, version } = seenBy(press)
      return opening(() => viewOf(turn, opportunity, version))
    },
    answers: {
      views: { [spec.id]: send },
      actions: {
        [pick]: async (turn, press) => opening(() => viewOf(turn, Number(press.value))),
        [again]: async (turn, { form: sent }) => (sent ? opening(() => renewed(turn, sent)) : { kind: 'silence' }),
      },
      options: { [pick]: searchDeals },
    },
  }

  function opening(fill: () => Promise<ModalView>): Reply {
    return { kind: 'open', view: skeleton(spec.title), fill }
  }

  async function viewFor(turn: Turn, words: string): Promise<ModalView> {
    if (!words) return picker(turn, 'Which deal?')
    const number = numberFrom(words)
    if (number !== null) return viewOf(turn, number)
    const [first, ...others] = await findOpportunities(turn.ctx, words, { limit: MOST_CHOICES })
    if (first && others.length === 0) return viewOf(turn, first.number)
    const found = first ? [first, ...others] : await similarOpportunities(turn.ctx, words)
    const said = `“${shortened(words)}”`
    if (first) return picker(turn, `Several deals match ${said}. Which one?`, found)
    return picker(turn, `No deal’s name, contact or company contains ${said}. Which one did you mean?`, found)
  }

  async function viewOf(turn: Turn, number: number, seen?: number): Promise<ModalView> {
    const deal = await getOpportunity(turn.ctx, number).catch((error: unknown) => {
      if (error instanceof AppError) return error.message
      throw error
    })
    if (typeof deal === 'string') return picker(turn, deal)
    if (seen !== undefined && seen !== deal.version) await refreshPressedCard(turn, deal)
    return wholeForm(turn, deal, { held: nothing, version: deal.version })
  }

  /** Asks which deal is meant, with the likely ones at hand. */
  function picker(turn: Turn, text: string, likely: readonly Opportunity[] = []): ModalView {
    const rows = likely.map((deal) =>
      section(dealLine(deal, turn.publicUrl), button(pick, 'This one', String(deal.number))),
    )
    const question = firstQuestion(pick, likely.length > 0 ? 'Another deal' : text, 'Type a name or reference')
    const blocks = likely.length > 0 ? [section(md`${text}`), ...rows, question] : [question]
    return form({ callbackId: spec.id, title: spec.title, submit: null, blocks, origin: turn.origin })
  }

  async function wholeForm(turn: Turn, deal: Opportunity, { held, version, since }: Whole): Promise<ModalView> {
    const whole = { callbackId: spec.id, title: `${spec.title} ${deal.ref}`, origin: turn.origin }
    const news = since ? [meanwhile(since, turn.ctx.now())] : []
    if (spec.only && (deal.status === 'open') !== (spec.only === 'open')) {
      return form({ ...whole, submit: null, blocks: [...news, ...warning(standsOtherwise(deal)).blocks] })
    }
    const blocks = [...news, ...(await spec.fields(turn, deal, held))]
    const data = { opportunity: deal.number, version, ids: held.ids }
    return form({ ...whole, submit: since ? ANYWAY : spec.submit, blocks, data })
  }

  /** The same form after a choice on which other fields depend; the version stays the one that was seen. */
  async function renewed(turn: Turn, { values, data }: Form): Promise<ModalView> {
    const { opportunity, version, ids } = keptIn(data)
    return wholeForm(turn, await getOpportunity(turn.ctx, opportunity), { held: { values, ids, again }, version })
  }

  async function send(turn: Turn, sent: Form): Promise<Reply> {
    const { opportunity, version } = keptIn(sent.data)
    const seen = { opportunity, version }
    try {
      return await spec.change(turn, seen, sent.values)
    } catch (error) {
      if (!isConflict(error)) throw error
      // In a transaction of its own, which waits for the change that came first to be there for everybody.
      const since = await inTransaction(turn.ctx, (tx) => changesSince(tx, seen))
      if (since.now.version === version) throw error
      await refreshPressedCard(turn, since.now)
      if (spec.isAsWanted?.(since.now, sent.values)) return { kind: 'card', deal: since.now }
      return { kind: 'open', view: await withNews(turn, sent, since) }
    }
  }

  /** What the person wrote stays; a field that they left alone shows what somebody else made of it. */
  async function withNews(turn: Turn, { values, data }: Form, since: ChangesSince): Promise<ModalView> {
    const { now: deal, before } = since
    const [was, is] = [before && spec.start?.(before), spec.start?.(deal) ?? {}]
    const leftAlone = Object.keys(is).filter(
      (field) => was && was[field] !== is[field] && (values.one(field) ?? '') === was[field],
    )
    const fresh = Object.fromEntries(leftAlone.map((field) => [field, freshId(field, deal.version)]))
    const ids = { ...keptIn(data).ids, ...fresh }
    const kept = without(values, leftAlone)
    return wholeForm(turn, deal, { held: { values: kept, ids, again }, version: deal.version, since })
  }
}

interface Whole {
  readonly held: Held
  readonly version: number
  readonly since?: ChangesSince
}

function keptIn(data: Form['data']): Seen & { ids: Record<string, string> } {
  const { opportunity, version, ids = {} } = data
  return { opportunity: Number(opportunity), version: Number(version), ids: ids as Record<string, string> }
}

function without(values: FormValues, fields: readonly string[]): FormValues {
  return { ...values, one: (field) => (fields.includes(field) ? null : values.one(field)) }
}

function standsOtherwise({ ref, status }: Opportunity): string {
  return status === 'open' ? `${ref} is open.` : `${ref} is already ${status}. Reopen it first.`
}
