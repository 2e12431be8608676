import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ReportResult } from '../../core/index.ts'
import { ConversionBody } from './conversion-body.tsx'
import { FlowMatrix } from './flow-matrix.tsx'
import { OwnersBody } from './owners-body.tsx'
import { VelocityBody } from './velocity-body.tsx'

type Face = (props: { result: ReportResult }) => JSX.Element | null

/** What says it better than bars, by report: on the overview's card instead of the chart, on the page beside it. */
const FACES: Readonly<Record<string, { readonly card?: Face; readonly page?: Face }>> = {
  conversion: { card: ConversionBody },
  flow: { page: FlowMatrix },
  owners: { card: OwnersBody },
  velocity: { card: VelocityBody, page: VelocityBody },
}

export function faceOf({ id }: ReportResult, where: 'card' | 'page'): Face | null {
  return FACES[id]?.[where] ?? null
}
