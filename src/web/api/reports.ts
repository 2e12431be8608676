import { z } from '@hono/zod-openapi'
import {
  type Dated,
  type ReportOption,
  type ReportResult,
  reports,
  resolveFilters,
  runReport,
} from '../../core/index.ts'
import { reportCsv } from '../csv.ts'
import { endpoint, listOf, wholeList } from './endpoint.ts'
import { instant } from './fields.ts'
import { filterParams } from './filter-params.ts'

const tag = 'Reports'
const PICTURE = 'image/png'
const TABLE = 'text/csv'

const column = z.strictObject({
  key: z.string(),
  label: z.string(),
  type: z.enum(['text', 'count', 'money', 'ratio', 'duration', 'date', 'instant']).openapi({
    description: 'money: minor units of the report’s currency; duration: seconds; ratio: an object.',
  }),
  n: z.string().optional().openapi({ description: 'The key of what says of how many it speaks.' }),
  none: z.string().optional().openapi({
    description: 'Why a row may have no figure here, unless the row itself says so in its `none`.',
  }),
})

const ratio = z
  .strictObject({ numerator: z.number(), denominator: z.number(), value: z.number().nullable() })
  .openapi('Ratio')

const cell = z.union([z.string(), z.number(), ratio, z.null()])

const option = z.strictObject({
  key: z.string(),
  label: z.string(),
  choices: z.array(z.strictObject({ id: z.string(), label: z.string() })).openapi({
    description: 'The first is taken when nothing is said.',
  }),
})

const dated = z.array(
  z.strictObject({
    what: z.string(),
    by: z.string().openapi({ example: 'closed' }),
    only: z.array(z.string()).optional().openapi({ description: 'Only where this option is asked for so.' }),
  }),
)

const about = {
  id: z.string().openapi({ example: 'value-by-stage' }),
  title: z.string(),
  question: z.string(),
  definition: z.string().openapi({ description: 'What exactly is counted, and by which date.' }),
  dated: dated.openapi({ description: 'What is counted by which date.' }),
  columns: z.array(column),
}

const ReportAnswer = z
  .strictObject({
    ...about,
    asOf: instant,
    timeZone: z.string(),
    currency: z.string(),
    filters: z.record(z.string(), z.array(z.string())),
    period: z.strictObject({ label: z.string(), from: instant.nullable(), to: instant.nullable() }),
    options: z.array(option.extend({ chosen: z.string() })).openapi({ description: 'How it was asked.' }),
    n: z.number().openapi({ description: 'How many deals the figures speak of.' }),
    rows: z.array(z.record(z.string(), cell)).openapi({
      description: 'Cells by column key; `deals` is where the deals behind the row are listed.',
    }),
    totals: z.record(z.string(), cell),
    summary: z.string().openapi({ description: 'The most telling figure in one sentence.' }),
    notes: z.array(z.string()).openapi({ description: 'What was not counted or not priced, and why.' }),
  })
  .openapi('ReportResult')

const word = (description: string) => z.string().optional().openapi({ description })

/** What a report may be asked differently by; its `options` say which it has. */
const optionParams = {
  mode: word('One of the report’s modes.'),
  group: word('What its rows are: by month, for example.'),
  basis: word('Which deals belong to a cohort.'),
  window: word('How many days a cohort had.'),
  abandoned: word('Whether abandoned deals count as closed.'),
}

const list = endpoint({
  method: 'get',
  path: '/reports',
  tag,
  summary: 'List the reports',
  answer: listOf(z.strictObject({ ...about, options: z.array(option) }).openapi('Report')),
  run: async () =>
    wholeList(
      reports.map(({ id, title, question, definition, dated, columns, options = [] }) => ({
        id,
        title,
        question,
        definition,
        dated: dated.map(datedView),
        columns: [...columns],
        options: options.map(optionView),
      })),
    ),
})

const run = endpoint({
  method: 'get',
  path: '/reports/{id}',
  tag,
  summary: 'Run a report',
  description: 'With .csv after the id its table, with .png its chart. Any moment of the past by `asOf`.',
  params: z.object({ id: z.string().openapi({ example: 'value-by-stage' }) }),
  query: z.strictObject({ ...filterParams, ...optionParams }),
  answer: ReportAnswer,
  files: [TABLE, PICTURE],
  async run(ctx, { params, query }) {
    const [, id = '', extension] = /^(.*?)(\.csv|\.png)?$/.exec(params.id) ?? []
    const { mode, group, basis, window, abandoned, ...words } = query
    const filters = await resolveFilters(ctx, words, { defaultPeriod: 'all' })
    const result = await runReport(ctx, id, filters, { mode, group, basis, window, abandoned })
    if (extension === '.csv') return asFile(reportCsv(result), TABLE, `${id}.csv`)
    if (extension === '.png') return asFile(await pictureOf(result), PICTURE, `${id}.png`)
    return reportView(result)
  },
})

/** The drawing library is large, so that it is loaded with the first picture. */
async function pictureOf(result: ReportResult): Promise<Uint8Array<ArrayBuffer>> {
  const { renderReportPicture } = await import('../../pictures/index.ts')
  return new Uint8Array(await renderReportPicture(result))
}

function asFile(content: string | Uint8Array<ArrayBuffer>, type: string, name: string): Response {
  const headers = {
    'Content-Type': type,
    'Content-Disposition': `inline; filename="${name}"`,
    'Cache-Control': 'no-store',
  }
  return new Response(content, { headers })
}

function reportView(result: ReportResult): z.input<typeof ReportAnswer> {
  const { dated, columns, rows, notes } = result
  const options = result.options.map((one) => ({ ...optionView(one), chosen: one.chosen }))
  return {
    ...result,
    options,
    dated: dated.map(datedView),
    columns: [...columns],
    rows: rows.map((row) => ({ ...row })),
    notes: [...notes],
  }
}

function datedView({ only, ...one }: Dated): z.input<typeof dated>[number] {
  return { ...one, ...(only && { only: [...only] }) }
}

function optionView({ key, label, choices }: ReportOption): z.input<typeof option> {
  return { key, label, choices: [...choices] }
}

export const reportEndpoints = [list, run] as const
