import { exponentOf, formatMoney, type Instant, type LocalDate, type Opportunity } from '../../core/index.ts'

const DAY_MS = 86_400_000
const DAY_FORMAT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })

const SIGNS = { open: ':large_blue_circle:', won: ':trophy:', lost: ':x:', abandoned: ':dash:' } as const
const STATUS_WORDS = { open: 'Open', won: 'Won', lost: 'Lost', abandoned: 'Abandoned' } as const

/** "31 Dec 2026" */
export function day(date: LocalDate): string {
  return DAY_FORMAT.format(new Date(`${date}T00:00:00Z`))
}

/** "$12,000", or that nobody knows yet: a missing value is not zero. */
export function valueText({ value, currency }: Pick<Opportunity, 'value' | 'currency'>): string {
  return value === null ? 'not known yet' : formatMoney(value, currency)
}

/** "12,000 USD": the value as it can be typed again, whatever its currency's sign. */
export function typedValue({ value, currency }: Pick<Opportunity, 'value' | 'currency'>): string {
  if (value === null) return ''
  const digits = exponentOf(currency)
  const amount = value / 10 ** digits
  const shown = { minimumFractionDigits: value % 10 ** digits === 0 ? 0 : digits, maximumFractionDigits: digits }
  return `${amount.toLocaleString('en-US', shown)} ${currency}`
}

/** "today", "1 day", "12 days" */
export function ageText(since: Instant, now: Instant): string {
  const days = Math.floor((Date.parse(now) - Date.parse(since)) / DAY_MS)
  if (days < 1) return 'today'
  return days === 1 ? '1 day' : `${days.toLocaleString('en')} days`
}

/** The emoji of a status. */
export function signOf(status: Opportunity['status']): string {
  return SIGNS[status]
}

export function statusWord(status: Opportunity['status']): string {
  return STATUS_WORDS[status]
}

/** The deal's page in the dashboard. */
export function dealUrl(publicUrl: string, number: number): string {
  return `${publicUrl}/deals/${number}`
}

/** "Jane Doe, Acme" */
export function contactText({ name, email, company }: NonNullable<Opportunity['contact']>): string {
  const address = email && email !== name ? email : null
  return [name, company, address].filter(Boolean).join(', ')
}
