import { invalid } from '../errors.ts'
import type { ChosenOption, Report, ReportOption } from './report.ts'

/** What a page or a program asks for, by the option's key; what is not said is the option's first choice. */
export type OptionWords = Readonly<Partial<Record<ReportOption['key'], string | undefined>>>

/** What was chosen of a report's options. Throws `invalid` for a choice or an option that the report does not have. */
export function chosenOptions({ title, options = [] }: Report, words: OptionWords): ChosenOption[] {
  const unknown = Object.entries(words).find(([key, word]) => word && !options.some((option) => option.key === key))
  if (unknown) throw invalid(`${title} has no ${unknown[0]} to choose. ${offered(options)}`)
  return options.map((option) => ({ ...option, chosen: choiceOf(title, option, words[option.key]) }))
}

function choiceOf(title: string, { key, choices }: ReportOption, word: string | undefined): string {
  const wanted = word?.trim().toLowerCase() || choices[0].id
  const choice = choices.find(({ id }) => id === wanted)
  if (choice) return choice.id
  throw invalid(`${title} knows no ${key} “${word?.trim()}”. Choose ${choices.map(({ id }) => id).join(', ')}.`)
}

function offered(options: readonly ReportOption[]): string {
  return options.length ? `There are ${options.map(({ key }) => key).join(', ')}.` : 'Leave it out.'
}
