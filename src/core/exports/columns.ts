import type { ImportField } from '../imports/fields.ts'
import { exponentOf } from '../money.ts'
import type { Opportunity } from '../opportunities/model.ts'

interface ExportColumn {
  readonly header: string
  cell(deal: Opportunity, notes: readonly string[]): string
}

/** What an import reads back, field by field. */
const CELLS: Record<ImportField, ExportColumn['cell']> = {
  // Its own id tells a deal that came from nowhere else: importing the file here again finds it.
  externalId: (deal) => deal.externalId ?? deal.id,
  name: (deal) => deal.name,
  value: (deal) => (deal.value === null ? '' : plainAmount(deal.value, deal.currency)),
  currency: (deal) => deal.currency,
  pipeline: (deal) => deal.pipeline.name,
  stage: (deal) => deal.stage.name,
  status: (deal) => deal.status,
  owner: (deal) => deal.owner?.name ?? '',
  contactName: (deal) => deal.contact?.name ?? '',
  contactEmail: (deal) => deal.contact?.email ?? '',
  contactPhone: (deal) => deal.contact?.phone ?? '',
  company: (deal) => deal.contact?.company ?? '',
  source: (deal) => deal.source ?? '',
  tags: (deal) => deal.tags.join(';'),
  createdAt: (deal) => deal.createdAt,
  closedAt: (deal) => deal.closedAt ?? '',
  expectedCloseOn: (deal) => deal.expectedCloseOn ?? '',
  reason: (deal) => deal.reason?.name ?? '',
  notes: (_deal, notes) => notes.join('\n\n'),
}

/** The columns of an export, in order: how people call the deal, then every field under a header that import knows. */
export const EXPORT_COLUMNS: readonly ExportColumn[] = [
  { header: 'Ref', cell: (deal) => deal.ref },
  ...Object.entries(CELLS).map(([field, cell]) => ({ header: headerOf(field), cell })),
]

/** `expectedCloseOn` as "Expected close on" */
function headerOf(field: string): string {
  const words = field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** With a decimal point and nothing else. Three decimals get a fourth: they would look like a group of thousands. */
export function plainAmount(value: number, currency: string): string {
  const exponent = exponentOf(currency)
  if (exponent === 0) return String(value)
  const digits = String(value).padStart(exponent + 1, '0')
  const fraction = digits.slice(-exponent)
  return `${digits.slice(0, -exponent)}.${exponent === 3 ? `${fraction}0` : fraction}`
}
