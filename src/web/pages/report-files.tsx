import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ReportResult } from '../../core/index.ts'

/** The same answer to take away: its table and its chart as files, or into a channel. */
export function ReportFiles({ result: { id }, query }: { result: ReportResult; query: string }): JSX.Element {
  return (
    <>
      <a href={`/reports/${id}.csv${query}`} download>
        CSV
      </a>
      <a href={`/reports/${id}.png${query}`} download>
        Picture
      </a>
      <a href={`/reports/${id}/share${query}`}>Share to Slack</a>
    </>
  )
}
