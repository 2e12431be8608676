import { datedText, type ReportResult } from '../core/index.ts'

/** The words around a picture's chart. */
export interface Captions {
  readonly title: string
  readonly summary: string
  /** Of when and of what it is: a picture goes places where no page stands around it. */
  readonly smallPrint: string
}

export function captionsOf({
  title,
  summary,
  asOf,
  timeZone,
  period,
  dated,
  filters,
  options,
}: ReportResult): Captions {
  const { pipeline = [], owner = [], source = [] } = filters
  const chosen = options.flatMap(({ choices, chosen }) => {
    const choice = choices.find(({ id }) => id === chosen)
    return choice && choice !== choices[0] ? [choice.label] : []
  })
  const parts = [
    `As of ${momentText(asOf, timeZone)}`,
    period.label,
    ...pipeline,
    ...owner,
    ...source,
    ...chosen,
    datedText(dated),
  ]
  return { title, summary, smallPrint: parts.join(' · ') }
}

/** "1 Sep 2026, 12:00" by the clocks of `timeZone`. */
function momentText(instant: string, timeZone: string): string {
  return new Date(instant).toLocaleString('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'short' })
}
