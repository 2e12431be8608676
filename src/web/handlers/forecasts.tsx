import type { JSX } from 'hono/jsx/jsx-runtime'
import {
  type Ctx,
  type Filters,
  listForecasts,
  listMembers,
  localDateOf,
  submitForecast,
  termLabel,
  termsAhead,
} from '../../core/index.ts'
import { amountTyped } from '../amounts.ts'
import { type Refusal, type Typed, written } from '../forms.ts'
import { SubmittedForecasts } from '../pages/submitted-forecasts.tsx'

interface Asked {
  readonly filters: Filters
  /** Of the page, so that the form comes back to it. */
  readonly query: string
  readonly refusal: Refusal | undefined
}

/** What was submitted for the time that the page shows, and the form that submits more. */
export async function submittedForecasts(ctx: Ctx, { filters, query, refusal }: Asked): Promise<JSX.Element> {
  const { workspace, actor } = ctx
  const { fromDate, toDate } = filters.period
  const [forecasts, members] = await Promise.all([
    listForecasts(ctx, { from: fromDate, until: toDate, asOf: filters.asOf }),
    listMembers(ctx),
  ])
  const today = localDateOf(ctx.now(), workspace.timeZone)
  const terms = [...termsAhead('quarter', today, 3, workspace), ...termsAhead('month', today, 6, workspace)]
  // A rep speaks for nobody else.
  const owners = actor.role === 'rep' ? members.filter(({ id }) => id === actor.memberId) : members
  return (
    <SubmittedForecasts
      {...{ forecasts, terms, owners, query, refusal, workspace, mayForTeam: actor.role !== 'rep' }}
    />
  )
}

/** Submits what was typed; answers the sentence that says so. */
export async function submitTyped(ctx: Ctx, typed: Typed): Promise<string> {
  const [unit = '', startsOn = ''] = (typed.term ?? '').split(' ')
  const value = amountTyped(typed.value ?? '', ctx.workspace.currency)
  const { owner, ...forecast } = await submitForecast(ctx, {
    ...{ owner: written(typed, 'owner'), unit, startsOn, value, note: written(typed, 'note') },
  })
  return `The forecast of ${owner?.name ?? 'the team'} for ${termLabel(forecast)} is submitted. It stays as it is.`
}
