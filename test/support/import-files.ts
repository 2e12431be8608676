import { readFileSync } from 'node:fs'
import type { ImportOptions } from '../../src/core/index.ts'

/** Forty invented deals: 4 in Prospecting, 8 in Engaging, 16 won worth 108,433, 12 lost. */
export const PIPELINE_FILE = new URL('../fixtures/pipeline.csv', import.meta.url)

/** How the columns of that file are to be understood. */
export const PIPELINE_OPTIONS: ImportOptions = {
  pipeline: 'Hardware',
  stages: ['Prospecting', 'Engaging'],
  map: {
    owner: 'sales_agent',
    company: 'account',
    createdAt: 'engage_date',
    closedAt: 'close_date',
    value: 'close_value',
    stage: 'deal_stage',
    externalId: 'opportunity_id',
  },
  name: '{account} - {product}',
  createMembers: true,
}

/** The same deals with their dates and amounts spelled otherwise. */
export function respelledPipeline(
  spelling: { date?: (year: string, month: string, day: string) => string; value?: (value: string) => string },
  separator = ',',
): { name: string; bytes: Uint8Array } {
  const { date = (...parts) => parts.join('-'), value = (text) => text } = spelling
  const [header = '', ...lines] = readFileSync(PIPELINE_FILE, 'utf8').trimEnd().split('\n')
  const respelled = lines.map((line) => {
    const cells = line.split(',')
    const amount = cells.pop() ?? ''
    const days = cells.map((cell) => cell.replace(/^(\d{4})-(\d\d)-(\d\d)$/, (_, y, m, d) => date(y, m, d)))
    return [...days, value(amount)].join(separator)
  })
  return csv(header.replaceAll(',', separator), ...respelled)
}

/** A file of these lines. */
export function csv(...lines: string[]): { name: string; bytes: Uint8Array } {
  return { name: 'deals.csv', bytes: Buffer.from(`${lines.join('\n')}\n`) }
}
