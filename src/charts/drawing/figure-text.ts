import type { Unit } from '../chart.ts'

const SECONDS_OF_DAY = 86_400
const formatters = new Map<string, Intl.NumberFormat>()

/** A figure in few characters, for bars and axes: "$412k", "1,589", "12.3 d", "63 %". Less than nothing has a sign. */
export function shortText(value: number, unit: Unit, currency: string): string {
  const sign = value < 0 ? '−' : ''
  return sign + unsigned(Math.abs(value), unit, currency)
}

/** With its sign, whichever it is: "+$300", "−$50", "$0". */
export function signedText(value: number, unit: Unit, currency: string): string {
  return value > 0 ? `+${shortText(value, unit, currency)}` : shortText(value, unit, currency)
}

/** Money without its cents: "$412,000". */
export function wholeMoney(value: number, currency: string): string {
  const options = { style: 'currency', currency, maximumFractionDigits: 0 } as const
  return formatter(options).format(value / unitOf(currency))
}

/** "1 deal", "318 deals". */
export function deals(count: number): string {
  return counted(count, 'deal', 'deals')
}

/** "1 stay", "2 stays". */
export function counted(count: number, one: string, many: string): string {
  return `${formatter({}).format(count)} ${count === 1 ? one : many}`
}

/** Seconds as "51.8 days". */
export function daysText(seconds: number): string {
  return counted(Math.round((seconds / SECONDS_OF_DAY) * 10) / 10, 'day', 'days')
}

function unsigned(value: number, unit: Unit, currency: string): string {
  switch (unit) {
    case 'money':
      return shortMoney(value, currency)
    case 'duration':
      return `${formatter({ minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value / SECONDS_OF_DAY)} d`
    case 'ratio':
      return `${formatter({ maximumFractionDigits: value < 0.1 ? 1 : 0 }).format(value * 100)} %`
    default:
      return formatter({}).format(value)
  }
}

/** As sentences write it: the browser cannot ask core, so that a test compares the two. */
function shortMoney(value: number, currency: string): string {
  const maximumFractionDigits = value >= 100_000_000 ? 2 : 1
  const options = { style: 'currency', currency, notation: 'compact', maximumFractionDigits } as const
  return formatter({ ...options, minimumFractionDigits: 0 })
    .format(value / unitOf(currency))
    .replace(/K$/, 'k')
}

/** How many minor units make one. */
function unitOf(currency: string): number {
  return 10 ** (formatter({ style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2)
}

function formatter(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options)
  const known = formatters.get(key) ?? new Intl.NumberFormat('en-US', options)
  formatters.set(key, known)
  return known
}
