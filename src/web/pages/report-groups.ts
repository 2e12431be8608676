/** How a report looks in the list of reports. */
export type Glyph = 'stack' | 'funnel' | 'columns' | 'bridge' | 'spread' | 'rate' | 'ranking' | 'list'

interface Group {
  readonly title: string
  readonly about: string
  readonly reports: readonly { readonly id: string; readonly glyph: Glyph }[]
}

/** The reports by what one wants to know. What is not named here stands in a last group of its own. */
export const GROUPS: readonly Group[] = [
  {
    title: 'Pipeline',
    about: 'What is open, where it stands, and what made it so',
    reports: [
      { id: 'value-by-stage', glyph: 'stack' },
      { id: 'trend', glyph: 'columns' },
      { id: 'bridge', glyph: 'bridge' },
      { id: 'aging', glyph: 'stack' },
    ],
  },
  {
    title: 'Outcomes',
    about: 'What was won and lost, how often, and why',
    reports: [
      { id: 'status', glyph: 'ranking' },
      { id: 'conversion', glyph: 'rate' },
      { id: 'funnel', glyph: 'funnel' },
      { id: 'won-lost', glyph: 'columns' },
      { id: 'reasons', glyph: 'ranking' },
    ],
  },
  {
    title: 'Time and flow',
    about: 'How fast deals move, and where they wait',
    reports: [
      { id: 'time-in-stage', glyph: 'spread' },
      { id: 'velocity', glyph: 'spread' },
      { id: 'flow', glyph: 'stack' },
    ],
  },
  {
    title: 'Forecast',
    about: 'What will close and when, and whether we were right before',
    reports: [
      { id: 'forecast', glyph: 'columns' },
      { id: 'forecast-accuracy', glyph: 'bridge' },
    ],
  },
  {
    title: 'People and sources',
    about: 'Who carries what, and what brings good deals',
    reports: [
      { id: 'owners', glyph: 'ranking' },
      { id: 'sources', glyph: 'stack' },
      { id: 'tasks', glyph: 'list' },
    ],
  },
  {
    title: 'Trust',
    about: 'Whether the figures can be relied on',
    reports: [{ id: 'freshness', glyph: 'stack' }],
  },
]
