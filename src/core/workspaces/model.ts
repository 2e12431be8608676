import type { Workspace } from '../context.ts'
import { AppError, aboutField, invalid } from '../errors.ts'
import { parseCurrency } from '../money.ts'
import { cleanText } from '../text.ts'
import { isTimeZone } from '../time.ts'

export type Settings = Pick<
  Workspace,
  'name' | 'timeZone' | 'currency' | 'repsSee' | 'firstWeekday' | 'fiscalStartMonth'
>

/** What a workspace begins with. */
export const FIRST_SETTINGS = {
  timeZone: 'UTC',
  currency: 'USD',
  repsSee: 'all',
  firstWeekday: 1,
  fiscalStartMonth: 1,
} as const satisfies Omit<Settings, 'name'>

export const FIRST_PIPELINE = {
  name: 'Sales',
  stages: [
    { name: 'Prospecting', probability: 10 },
    { name: 'Qualification', probability: 25 },
    { name: 'Proposal', probability: 50 },
    { name: 'Negotiation', probability: 75 },
  ],
} as const

export const FIRST_REASONS = [
  ...['Price', 'Competitor', 'No budget', 'Timing', 'No decision'].map((name) => ({ name, status: 'lost' as const })),
  ...['No response', 'Not a fit', 'Duplicate'].map((name) => ({ name, status: 'abandoned' as const })),
]

/** The settings as they are kept. Throws `invalid` for a zone, currency, day or month that does not exist. */
export function checkSettings(settings: Settings): Settings {
  if (!isTimeZone(settings.timeZone)) {
    throw refused('timeZone', `“${settings.timeZone}” is not a time zone. Use a name like Europe/Berlin.`)
  }
  if (!isWholeWithin(settings.firstWeekday, 0, 6)) {
    throw refused('firstWeekday', 'The first day of the week is a number from 0 (Sunday) to 6 (Saturday).')
  }
  if (!isWholeWithin(settings.fiscalStartMonth, 1, 12)) {
    throw refused('fiscalStartMonth', 'The first month of the fiscal year is a number from 1 to 12.')
  }
  if (settings.repsSee !== 'all' && settings.repsSee !== 'own') {
    throw refused('repsSee', 'Reps see either all deals or their own: choose “all” or “own”.')
  }
  return {
    ...settings,
    name: cleanText(settings.name, { field: 'name', max: 200, required: true }),
    currency: currencyFrom(settings.currency),
  }
}

function currencyFrom(code: string): string {
  try {
    return parseCurrency(code)
  } catch (error) {
    throw error instanceof AppError ? aboutField('currency', error) : error
  }
}

function isWholeWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most
}

function refused(field: string, message: string): Error {
  return invalid(message, { [field]: message })
}
