import type { JSX } from 'hono/jsx/jsx-runtime'
import { type Ctx, listRates, localDateOf, type RateImport } from '../../core/index.ts'
import type { Refusal } from '../forms.ts'
import { CurrencySettings } from '../pages/currency-settings.tsx'

interface Shown {
  readonly isAdmin: boolean
  readonly refusal: Refusal | undefined
  readonly outcome: RateImport | undefined
}

/** The rates, as far as the asker may see them. */
export async function currencySettings(ctx: Ctx, shown: Shown): Promise<JSX.Element> {
  const { workspace, actor } = ctx
  const rates = actor.role === 'rep' ? null : await listRates(ctx)
  const today = localDateOf(ctx.now(), workspace.timeZone)
  return <CurrencySettings own={workspace.currency} rates={rates} today={today} {...shown} />
}
