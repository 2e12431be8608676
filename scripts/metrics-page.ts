/** What a report says about itself. */
interface Described {
  readonly id: string
  readonly title: string
  readonly question: string
  readonly definition: string
  /** By which date, in words. */
  readonly dated: string
  readonly columns: readonly { readonly key: string; readonly label: string; readonly type: string }[]
}

/** What every figure keeps to, as the page of figures says it, too. */
interface Ground {
  readonly rules: readonly { readonly title: string; readonly text: string }[]
  readonly words: Ground['rules']
  readonly keyFigures: Readonly<Record<string, string>>
}

const preface = `# What each figure means

Written by \`npm run generate\` from the reports themselves: every answer carries the same definition.

Columns are named as in \`/api/v1/reports/:id\`. Money is in minor units of the workspace's currency, durations are in seconds,
a ratio carries what it was divided by and is empty where there is nothing to divide by.
`

/** docs/metrics.md: every report's question, definition and columns, in the order of the list. */
export function metricsPage(reports: readonly Described[], ground: Ground): string {
  const keyFigures = Object.entries(ground.keyFigures).map(([id, text]) => ({ title: `\`${id}\``, text }))
  return [
    preface,
    ...['## What holds for all of them', '', ...ground.rules.map(line), ''],
    ...['## Words', '', ...ground.words.map(line), ''],
    ...['## Key figures', '', ...keyFigures.map(line), ''],
    ...reports.map(section),
  ].join('\n')
}

function line({ title, text }: Ground['rules'][number]): string {
  return `- **${title}**: ${text}`
}

function section({ id, title, question, definition, dated, columns }: Described): string {
  const rows = columns.map(({ key, label, type }) => `| \`${key}\` | ${label} | ${type} |`)
  return [
    `## ${title}`,
    '',
    `*${question}* (\`${id}\`)`,
    '',
    definition,
    '',
    `By which date: ${dated}.`,
    '',
    '| key | column | type |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}
