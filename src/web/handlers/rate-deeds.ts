import type { Context } from 'hono'
import { addRate, type Ctx, correctRate, importRates, invalid, removeRate } from '../../core/index.ts'
import type { WebEnv } from '../env.ts'
import { dateText } from '../format.ts'
import { submit, type Typed } from '../forms.ts'
import { ctxIn } from '../session.ts'
import { type Deed, settingsPage } from './settings.tsx'

/** What can be done to rates one at a time, by the form's name. */
export const rateDeeds = {
  async add(ctx, typed) {
    const rate = await addRate(ctx, facts(typed))
    return `1 ${rate.currency} is ${rate.rate} ${ctx.workspace.currency} from ${dateText(rate.day)} on.`
  },
  async correct(ctx: Ctx, typed: Typed, id: string) {
    const rate = await correctRate(ctx, { id, rate: typed.rate ?? '' })
    return `The rate of ${rate.currency} of ${dateText(rate.day)} is ${rate.rate} now.`
  },
  async remove(ctx: Ctx, _typed: Typed, id: string) {
    const rate = await removeRate(ctx, { id })
    return `The rate of ${rate.currency} of ${dateText(rate.day)} is removed.`
  },
} satisfies Record<string, Deed>

/** POST /settings/currencies/import: the page that answers says what went in, and what was left out and why. */
export function importRateFile(c: Context<WebEnv>): Promise<Response> {
  return submit(
    c,
    'import',
    async () => {
      const { file } = await c.req.parseBody()
      if (!(file instanceof File) || file.size === 0)
        throw invalid('Choose a CSV file with rates.', { file: 'Choose a file.' })
      const rates = await importRates(ctxIn(c), { bytes: new Uint8Array(await file.arrayBuffer()) })
      return settingsPage(c, 'currencies', { rates })
    },
    (refusal) => settingsPage(c, 'currencies', { refusal }),
  )
}

function facts({ currency = '', day = '', rate = '' }: Typed) {
  return { currency, day, rate }
}
