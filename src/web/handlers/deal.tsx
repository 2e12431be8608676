import type { Context } from 'hono'
import {
  addNote,
  assignOpportunity,
  type ClosedStatus,
  closeOpportunity,
  createOpportunity,
  deleteOpportunity,
  editOpportunity,
  getOpportunity,
  inTransaction,
  invalid,
  moveOpportunity,
  reopenOpportunity,
  restoreOpportunity,
} from '../../core/index.ts'
import { changedFields, FACT_FIELDS, factsOf, placeOf } from '../deal-input.ts'
import type { WebEnv } from '../env.ts'
import { STATUS_OF } from '../failure.tsx'
import { type Refusal, seenVersion, submit, type Typed, written } from '../forms.ts'
import { typedFrom } from '../pages/deal-form.tsx'
import { factForm } from '../pages/fact-edit.tsx'
import { NewDeal } from '../pages/new-deal.tsx'
import { goOn, showPage } from '../respond.tsx'
import { ctxIn } from '../session.ts'
import { loadChoices } from './choices.ts'
import { numberIn, showDeal } from './deal-page.tsx'

/** GET /deals/new */
export function newDeal(c: Context<WebEnv>): Promise<Response> {
  return showNewDeal(c)
}

/** POST /deals/new */
export function create(c: Context<WebEnv>): Promise<Response> {
  const ctx = ctxIn(c)
  return submit(
    c,
    'new',
    async (typed) => {
      const { pipelines } = await loadChoices(ctx)
      const created = await inTransaction(ctx, async (tx) => {
        const facts = await factsOf(tx, typed, FACT_FIELDS)
        const place = written(typed, 'stage') ? placeOf(pipelines, typed.stage ?? '') : {}
        const note = written(typed, 'note')
        return createOpportunity(tx, { ...facts, ...place, name: typed.name ?? '', ...(note && { note }) })
      })
      return goOn(c, `/deals/${created.number}`, `${created.ref} is created.`)
    },
    (refusal) => showNewDeal(c, refusal),
  )
}

/** POST /deals/:number/edit: what is different from what the person saw becomes one change. */
export function edit(c: Context<WebEnv>): Promise<Response> {
  const ctx = ctxIn(c)
  return act(c, formOf, async (opportunity, typed) => {
    const { pipelines } = await loadChoices(ctx)
    return inTransaction(ctx, async (tx) => {
      const changed = changedFields(typed, typedFrom(await getOpportunity(tx, opportunity)))
      const facts = await factsOf(tx, typed, changed)
      const place = changed.includes('stage') ? placeOf(pipelines, typed.stage ?? '') : {}
      const edited = await editOpportunity(tx, { opportunity, ...seenVersion(typed), changes: { ...facts, ...place } })
      return `${edited.ref} is saved.`
    })
  })
}

/** A whole deal's form, or that of the one fact that it says it is about. */
function formOf({ fact }: Typed): string {
  return fact && FACT_FIELDS.includes(fact) ? factForm(fact) : 'edit'
}

/** POST /deals/:number/move */
export function move(c: Context<WebEnv>): Promise<Response> {
  return act(c, 'move', async (opportunity, typed) => {
    const input = { opportunity, stage: typed.stage ?? '', ...seenVersion(typed) }
    const moved = await moveOpportunity(ctxIn(c), input)
    return `${moved.ref} is in ${moved.stage.name} now.`
  })
}

/** POST /deals/:number/close */
export function close(c: Context<WebEnv>): Promise<Response> {
  return act(
    c,
    (typed) => typed.status ?? '',
    async (opportunity, typed) => {
      const [status, reason, closedOn] = [endingOf(typed), written(typed, 'reason'), written(typed, 'closedOn')]
      const input = { opportunity, status, reason, ...(closedOn && { closedOn }), ...seenVersion(typed) }
      const closed = await closeOpportunity(ctxIn(c), input)
      return status === 'won' ? `${closed.ref} is won. Well done!` : `${closed.ref} is marked as ${status}.`
    },
  )
}

/** POST /deals/:number/reopen */
export function reopen(c: Context<WebEnv>): Promise<Response> {
  return act(c, 'reopen', async (opportunity, typed) => {
    const stage = written(typed, 'stage')
    const open = await reopenOpportunity(ctxIn(c), { opportunity, ...(stage && { stage }), ...seenVersion(typed) })
    return `${open.ref} is open again, in ${open.stage.name}.`
  })
}

/** POST /deals/:number/assign */
export function assign(c: Context<WebEnv>): Promise<Response> {
  return act(c, 'assign', async (opportunity, typed) => {
    const owner = written(typed, 'owner')
    const assigned = await assignOpportunity(ctxIn(c), { opportunity, owner, ...seenVersion(typed) })
    return `${assigned.ref} belongs to ${assigned.owner?.name ?? 'nobody'} now.`
  })
}

/** POST /deals/:number/delete */
export function remove(c: Context<WebEnv>): Promise<Response> {
  return act(c, 'delete', async (opportunity, typed) => {
    const { ref } = await deleteOpportunity(ctxIn(c), { opportunity, ...seenVersion(typed) })
    return `${ref} is deleted.`
  })
}

/** POST /deals/:number/restore */
export function restore(c: Context<WebEnv>): Promise<Response> {
  return act(c, 'restore', async (opportunity) => {
    const { ref } = await restoreOpportunity(ctxIn(c), { opportunity })
    return `${ref} is back.`
  })
}

/** POST /deals/:number/notes */
export function note(c: Context<WebEnv>): Promise<Response> {
  return act(c, 'note', async (opportunity, typed) => {
    await addNote(ctxIn(c), { opportunity, text: typed.text ?? '' })
    return 'Your note is added.'
  })
}

/** Carries out what a form of the deal's page asks for, then shows the deal with the sentence that it answers. */
export function act(
  c: Context<WebEnv>,
  form: string | ((typed: Typed) => string),
  carryOut: (opportunity: number, typed: Typed) => Promise<string>,
): Promise<Response> {
  const opportunity = numberIn(c)
  return submit(
    c,
    form,
    async (typed) => goOn(c, `/deals/${opportunity}`, await carryOut(opportunity, typed)),
    (refusal) => showDeal(c, refusal),
  )
}

async function showNewDeal(c: Context<WebEnv>, refusal?: Refusal): Promise<Response> {
  const ctx = ctxIn(c)
  const choices = await loadChoices(ctx)
  const typed = { owner: ctx.actor.memberId ?? '', stage: choices.pipelines[0]?.stages[0]?.id ?? '' }
  const page = { title: 'New deal', current: 'deals', ...(refusal && { status: STATUS_OF[refusal.code] }) } as const
  return showPage(c, page, <NewDeal choices={choices} typed={typed} refusal={refusal} />)
}

function endingOf(typed: Typed): ClosedStatus {
  const { status } = typed
  if (status === 'won' || status === 'lost' || status === 'abandoned') return status
  throw invalid('Choose how the deal ended: won, lost or abandoned.')
}
