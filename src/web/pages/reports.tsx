import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Report } from '../../core/index.ts'
import { ReportGlyph } from './report-glyph.tsx'
import { type Glyph, GROUPS } from './report-groups.ts'

interface ReportListProps {
  reports: readonly Report[]
  /** Filters that the report which one chooses is to keep. */
  query: string
}

/** Every report with the question it answers, by what one wants to know. */
export function ReportList({ reports, query }: ReportListProps): JSX.Element {
  const named = GROUPS.flatMap((group) => group.reports.map(({ id }) => id))
  const others = reports.filter(({ id }) => !named.includes(id))
  return (
    <>
      <div class="page-head">
        <div>
          <h1>Reports</h1>
          <p class="sub">Every figure as of any moment, with the deals behind it</p>
        </div>
      </div>
      {GROUPS.map(({ title, about, reports: listed }) => {
        const known = listed.flatMap(({ id, glyph }) =>
          reports.filter((report) => report.id === id).map((report) => ({ report, glyph })),
        )
        return <GroupOfReports title={title} about={about} entries={known} query={query} />
      })}
      <GroupOfReports
        title="More"
        about=""
        entries={others.map((report) => ({ report, glyph: 'list' }))}
        query={query}
      />
    </>
  )
}

interface GroupProps {
  title: string
  about: string
  entries: readonly { report: Report; glyph: Glyph }[]
  query: string
}

function GroupOfReports({ title, about, entries, query }: GroupProps): JSX.Element | null {
  if (entries.length === 0) return null
  const id = `group-${title.toLowerCase().replaceAll(' ', '-')}`
  return (
    <section class="report-group" aria-labelledby={id}>
      <div class="report-group-head">
        <h2 id={id}>{title}</h2>
        <p class="muted small">{about}</p>
      </div>
      <ul class="report-list">
        {entries.map(({ report, glyph }) => (
          <li class="card">
            <ReportGlyph glyph={glyph} />
            <div>
              <h3>
                <a href={`/reports/${report.id}${query}`}>{report.question}</a>
              </h3>
              <p class="muted small">{report.title}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
