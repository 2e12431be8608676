import { type FilterWords, findReport, reports, resolveFilters, runReport } from '../../core/index.ts'
import { fitsButton } from '../blocks/lines.ts'
import { reportMessage } from '../blocks/report.ts'
import { defineCommand } from '../command.ts'
import { DEFAULT_PERIOD } from '../report-at.ts'
import { pictureMessage } from '../report-picture.ts'
import { parseFilters } from '../words/filters.ts'
import { plainText, splitFirst } from '../words/text.ts'

export const report = defineCommand({
  verb: 'report',
  aliases: ['reports'],
  summary: 'Figures with a chart, and the way to the same page',
  examples: [
    '/deal report',
    '/deal report won-lost this year',
    '/deal report funnel mine pipeline:Sales',
    '/deal report owners last quarter',
  ],
  async run(turn, text) {
    const { id, said } = whichReport(plainText(text))
    const words = parseFilters(said)
    const filters = await resolveFilters(turn.ctx, words, { defaultPeriod: DEFAULT_PERIOD })
    const result = await runReport(turn.ctx, id, filters)
    const url = `${turn.publicUrl}/reports/${id}?${queryOf(words)}`
    const others = reports.filter((one) => one.id !== id)
    const offers = others
      .map((one) => ({ title: one.title, line: `report ${one.id} ${said}`.trim() }))
      .filter(({ line }) => fitsButton(line))
    return {
      kind: 'say',
      message: reportMessage(result, url, offers),
      inPlace: true,
      later: () => pictureMessage(turn, result),
    }
  },
})

/** The first word names the report, unless everything said is a filter. */
function whichReport(text: string): { id: string; said: string } {
  const [first, rest] = splitFirst(text)
  if (reports.some((one) => one.id === first.toLowerCase())) return { id: first.toLowerCase(), said: rest }
  const onlyFilters = parseFilters(text).q === undefined
  return onlyFilters ? { id: reports[0]?.id ?? '', said: text } : { id: findReport(first).id, said: rest }
}

/** The same filters for the page, which reads the same words; the period is always said. */
function queryOf(words: FilterWords): URLSearchParams {
  const said = { ...(words.from || words.to ? {} : { period: DEFAULT_PERIOD }), ...words }
  const pairs = Object.entries(said).flatMap(([key, values]) =>
    [values].flat().map((one): [string, string] => [key, String(one)]),
  )
  return new URLSearchParams(pairs)
}
