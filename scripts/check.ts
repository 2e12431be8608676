// `npm run check`: everything that can be said about the project without running it. All steps run; any failure fails.
import { spawnSync } from 'node:child_process'
import { houseComplaints } from './house.ts'

interface Step {
  readonly name: string
  /** What is wrong, as text for a person; empty when nothing is. */
  readonly run: () => string
}

/** A program of node_modules/.bin, which npm puts into the path of its scripts. */
const command = (program: string, ...words: string[]): (() => string) => {
  return () => {
    const { status, stdout, stderr, error } = spawnSync(program, words, { encoding: 'utf8' })
    if (error) return String(error)
    return status === 0 ? '' : `${stdout}${stderr}`.trim() || `${program} ended with ${status}.`
  }
}

const steps: readonly Step[] = [
  { name: 'format and lint', run: command('biome', 'ci', '--error-on-warnings', '--colors=off') },
  { name: 'types', run: command('tsc', '-p', 'tsconfig.json') },
  { name: 'types in the browser', run: command('tsc', '-p', 'tsconfig.client.json', '--noEmit') },
  { name: 'walls between the rooms', run: command('depcruise', 'src', 'migrations') },
  { name: 'sizes, names and texts', run: () => houseComplaints('.').join('\n') },
  { name: 'nothing unused', run: command('knip') },
  { name: 'generated files', run: command('tsx', 'scripts/generated.ts') },
]

const failed = steps.filter(({ name, run }) => {
  const started = performance.now()
  const complaints = run()
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${complaints ? 'FAILED' : 'ok    '} ${name} (${seconds} s)${complaints ? `\n\n${complaints}\n` : ''}`)
  return complaints !== ''
})

if (failed.length > 0) {
  console.error(`\nThe check failed: ${failed.map(({ name }) => name).join(', ')}.`)
  process.exit(1)
}
