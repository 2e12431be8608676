// Files that follow from the code. `npm run generate` writes them; the check compares them.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

interface Generated {
  readonly path: string
  readonly content: () => string
}

const generated: readonly Generated[] = [{ path: 'slack-manifest.json', content: slackManifest }]

/** The manifest as the command line prints it, for an address that everyone replaces by their own. */
function slackManifest(): string {
  const env = { PATH: process.env.PATH, PUBLIC_URL: 'https://dealwright.example.com' }
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'manifest'], {
    encoding: 'utf8',
    env,
  })
  if (status !== 0) throw new Error(`The manifest could not be made.\n${stderr}`)
  return stdout
}

const write = process.argv.includes('--write')
for (const { path, content } of generated) {
  const wanted = content()
  const found = existsSync(path) ? readFileSync(path, 'utf8') : null
  if (found === wanted) continue
  if (write) writeFileSync(path, wanted)
  else console.error(`${path} is ${found === null ? 'missing' : 'out of date'}: run \`npm run generate\`.`)
  if (!write) process.exitCode = 1
}
