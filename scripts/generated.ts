// Files that follow from the code. `npm run generate` writes them; the check compares them.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { manifest } from '../src/bot/manifest.ts'
import { datedText, FIGURE_WORDS, GROUND_RULES, KEY_FIGURE_MEANINGS, reports } from '../src/core/index.ts'
import { metricsPage } from './metrics-page.ts'

/** The manifest as the command line prints it, for an address that everyone replaces by their own. */
const slackManifest = manifest('https://dealwright.example.com', { socketMode: false })

const described = reports.map((report) => ({ ...report, dated: datedText(report.dated) }))

const generated: Readonly<Record<string, string>> = {
  'slack-manifest.json': `${JSON.stringify(slackManifest, null, 2)}\n`,
  'docs/metrics.md': metricsPage(described, {
    rules: GROUND_RULES,
    words: FIGURE_WORDS,
    keyFigures: KEY_FIGURE_MEANINGS,
  }),
}

const write = process.argv.includes('--write')
for (const [path, wanted] of Object.entries(generated)) {
  const found = existsSync(path) ? readFileSync(path, 'utf8') : null
  if (found === wanted) continue
  if (write) {
    writeFileSync(path, wanted)
  } else {
    console.error(`${path} is ${found === null ? 'missing' : 'out of date'}: run \`npm run generate\`.`)
    process.exitCode = 1
  }
}
