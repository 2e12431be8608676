import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchBoards } from './boards.ts'
import { benchLoad } from './load.ts'
import { benchMoves } from './moves.ts'
import { benchOverview } from './overview.ts'

/** Every benchmark by its name; `npm run bench -- moves` runs one. They print and assert nothing. */
const benchmarks = { moves: benchMoves, overview: benchOverview, boards: benchBoards, load: benchLoad }

const asked = process.argv.slice(2)
for (const [name, run] of Object.entries(benchmarks)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const folder = mkdtempSync(join(tmpdir(), 'dealwright-bench-'))
  try {
    console.log(`\n${name}`)
    for (const line of await run(folder)) console.log(`  ${line}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
