import { type Ctx, inTransaction } from '../context.ts'
import { invalid, onField } from '../errors.ts'
import { findMember } from '../members/index.ts'
import { checkValue } from '../money.ts'
import { requireManager } from '../permissions.ts'
import { termLabel, termOf } from '../terms.ts'
import { cleanText } from '../text.ts'
import { localDateOf } from '../time.ts'
import { bumpRevision } from '../workspaces/store.ts'
import type { SubmittedForecast } from './model.ts'
import * as store from './store.ts'

export interface SubmitForecastInput {
  /** A member, by name or id; none is the whole team. */
  readonly owner?: string | null
  readonly unit: string
  /** Any day of the month or quarter. */
  readonly startsOn: string
  /** Minor units of the workspace's currency. */
  readonly value: number
  readonly note?: string | null
}

/**
 * Says what will be won. It stays as it is, with its author and moment: whoever thinks otherwise later submits another one,
 * which stands beside it. Managers and admins for everybody, reps for themselves. Throws `invalid` for a period that is over.
 */
export async function submitForecast(ctx: Ctx, input: SubmitForecastInput): Promise<SubmittedForecast> {
  const words = input.owner?.trim()
  const owner = words ? await onField('owner', () => findMember(ctx, words)) : null
  if (!owner || owner.id !== ctx.actor.memberId) requireManager(ctx, 'submit a forecast for the team or for others')
  const term = termOf(input.unit, input.startsOn, ctx.workspace)
  if (term.endsOn <= localDateOf(ctx.now(), ctx.workspace.timeZone)) {
    const message = `${termLabel(term)} is over. Choose a period that is still to come, or the present one.`
    throw invalid(message, { startsOn: message })
  }
  const value = await onField('value', () => checkValue(input.value))
  const note = cleanText(input.note, { field: 'note', max: 2000, lines: true })
  return inTransaction(ctx, async (tx) => {
    await bumpRevision(tx)
    const id = await store.insert(tx, term, { ownerId: owner?.id ?? null, value, note })
    return (await store.all(tx)).find((forecast) => forecast.id === id) as SubmittedForecast
  })
}

/** What was submitted for terms that begin in the days, the latest first. A rep who may see own deals only sees own ones. */
export function listForecasts(ctx: Ctx, asked: store.Asked = {}): Promise<SubmittedForecast[]> {
  return store.all(ctx, asked)
}
