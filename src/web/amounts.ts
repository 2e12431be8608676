import { AppError, aboutField, formatMoney, invalid, parseMoney } from '../core/index.ts'

/** An amount that was typed into the form's field `value`, in minor units of the workspace's currency: no other will do. */
export function amountTyped(text: string, currency: string): number {
  const { value, currency: written } = parsed(text, currency)
  if (written === currency) return value
  const message = `Write the amount in ${currency}, like ${formatMoney(1_200_000, currency)}.`
  throw invalid(message, { value: message })
}

function parsed(text: string, currency: string) {
  try {
    return parseMoney(text, currency)
  } catch (error) {
    throw error instanceof AppError ? aboutField('value', error) : error
  }
}
