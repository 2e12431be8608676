import { z } from '@hono/zod-openapi'
import { type ReportResult, reports, resolveFilters, runReport } from '../../core/index.ts'
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
})

const ratio = z
  .strictObject({ numerator: z.number(), denominator: z.number(), value: z.number().nullable() })
  .openapi('Ratio')

const cell = z.union([z.string(), z.number(), ratio, z.null()])

const about = {
  id: z.string().openapi({ example: 'value-by-stage' }),
  title: z.string(),
  question: z.string(),
  definition: z.string().openapi({ description: 'What exactly is counted, and by which date.' }),
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
    rows: z.array(z.record(z.string(), cell)).openapi({
      description: 'Cells by column key; `deals` is where the deals behind the row are listed.',
    }),
    totals: z.record(z.string(), cell),
    summary: z.string().openapi({ description: 'The most telling figure in one sentence.' }),
    notes: z.array(z.string()).openapi({ description: 'What was not counted or not priced, and why.' }),
  })
  .openapi('ReportResult')

const list = endpoint({
  method: 'get',
  path: '/reports',
  tag,
  summary: 'List the reports',
  answer: listOf(z.strictObject(about).openapi('Report')),
  run: async () =>
    wholeList(
      reports.map(({ id, title, question, definition, columns }) => ({
        id,
        title,
        question,
        definition,
        columns: [...columns],
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
  query: z.strictObject(filterParams),
  answer: ReportAnswer,
  files: [TABLE, PICTURE],
  async run(ctx, { params, query }) {
    const [, id = '', extension] = /^(.*?)(\.csv|\.png)?$/.exec(params.id) ?? []
    const result = await runReport(ctx, id, await resolveFilters(ctx, query, { defaultPeriod: 'all' }))
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
  const { columns, rows, notes } = result
  return { ...result, columns: [...columns], rows: rows.map((row) => ({ ...row })), notes: [...notes] }
}

export const reportEndpoints = [list, run] as const
