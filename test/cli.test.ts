import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { runCli } from '../src/cli.ts'
import { type Config, readConfig } from '../src/config.ts'
import { PIPELINE_FILE } from './support/import-files.ts'
import { START } from './support/team.ts'

const PIPELINE = fileURLToPath(PIPELINE_FILE)
const MAPPING = [
  'owner=sales_agent',
  'company=account',
  'createdAt=engage_date',
  'closedAt=close_date',
  'value=close_value',
  'stage=deal_stage',
]
const IMPORT = [
  'import',
  PIPELINE,
  ...[
    '--pipeline',
    'Hardware',
    '--stages',
    'Prospecting,Engaging',
    '--name',
    '{account} - {product}',
    '--create-members',
  ],
  ...[...MAPPING, 'externalId=opportunity_id'].flatMap((mapping) => ['--map', mapping]),
]

/** A terminal in an empty folder. */
function terminal(env: Record<string, string> = {}, { isTTY = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'dealwright-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const settings = { DATABASE_URL: `sqlite:${join(folder, 'data.db')}`, ...env }
  const served: Config[] = []
  const run = async (...words: string[]) => {
    const written = { stdout: '', stderr: '' }
    const output = (name: 'stdout' | 'stderr') => ({
      isTTY,
      write: (text: string) => {
        written[name] += text
      },
    })
    const code = await runCli(words, {
      stdout: output('stdout'),
      stderr: output('stderr'),
      now: () => START,
      config: () => readConfig(settings),
      serve: async (config, started) => {
        served.push(config)
        started({ port: 4000, sampleLoaded: config.sample, stop: async () => {} })
      },
    })
    return { code, ...written }
  }
  return { run, settings, served, file: (name: string) => join(folder, name) }
}

test('import, export and import again', async () => {
  const { run, file } = terminal()
  expect(await run(...IMPORT, '--dry-run')).toEqual({
    code: 0,
    stdout:
      'Would import 40 deals from pipeline.csv.\n' +
      'New besides: pipeline Hardware; 3 members as reps; 4 contacts.\n' +
      'Nothing was written: this was a dry run.\n',
    stderr: '',
  })
  expect((await run(...IMPORT)).stdout).toMatch(/^Imported 40 deals from pipeline\.csv\./)
  expect((await run(...IMPORT)).stdout).toBe(
    'Imported nothing new from pipeline.csv.\n40 deals were here already and left alone.\n',
  )
  expect(await run('export', file('won.csv'), '--status', 'won', '--owner', 'Pia Strand')).toMatchObject({ code: 0 })
  const lines = readFileSync(file('won.csv'), 'utf8').trimEnd().split('\n')
  expect(lines[0]).toMatch(/^Ref,External id,Name,Value,/)
  expect(lines.slice(1).every((line) => line.includes(',won,Pia Strand,'))).toBe(true)
  expect((await run('export', '-')).stdout.trimEnd().split('\n')).toHaveLength(41)
  expect(JSON.parse((await run('import', file('won.csv'), '--json')).stdout)).toMatchObject({ created: 0, refused: 0 })
})

test('an import tells what it left out, and fails when that was everything', async () => {
  const { run, file } = terminal()
  writeFileSync(file('some.csv'), 'name,amount\nGood,5\nBad,soon\n')
  expect(await run('import', file('some.csv'))).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('1 row was left out:\n  line 3, amount: “soon” is not an amount.'),
  })
  writeFileSync(file('none.csv'), 'name,amount\nBad,soon\n')
  expect(await run('import', file('none.csv'))).toMatchObject({
    code: 1,
    stderr: 'No row of none.csv could be imported.\n',
  })
})

test('rates come in from a file, and what is wrong with it is said', async () => {
  const { run, file } = terminal()
  writeFileSync(file('rates.csv'), 'date,currency,rate\n2026-11-02,EUR,1.0834\n2026-11-02,JPY,cheap\n')
  expect(await run('rates', 'import', file('rates.csv'))).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(
      /rates\.csv: 1 added, 0 corrected, 0 as before\.\n1 line was left out:\n {2}line 3, rate: “cheap”/,
    ),
  })
  expect((await run('rates', 'import', file('rates.csv'))).stdout).toContain('0 added, 0 corrected, 1 as before.')
  writeFileSync(file('bad.csv'), 'date,currency,rate\n2026-11-02,USD,1\n')
  expect(await run('rates', 'import', file('bad.csv'))).toMatchObject({
    ...{ code: 1, stderr: 'No rate of bad.csv could be imported.\n' },
  })
  expect(await run('rates', 'import', 'missing.csv')).toMatchObject({ code: 1 })
  expect(await run('rates', 'import')).toMatchObject({ code: 2 })
})

test('an import shows its progress on a terminal only', async () => {
  const shown = terminal({}, { isTTY: true })
  expect((await shown.run(...IMPORT)).stderr).toBe('\rImporting 100 %\r\u001b[K')
})

test.each([
  [['import', 'missing.csv'], 'missing.csv cannot be read. Check the name and that you may read it.\n'],
  [['import', PIPELINE], 'No column of the file is known to hold the deal’s name.'],
  [['import', PIPELINE, '--map', 'colour=product'], '“colour” is not a field of a deal.'],
  [['export', '/nowhere/x.csv'], '/nowhere/x.csv cannot be written. Check the folder.\n'],
  [['export', '-', '--owner', 'Zoe'], 'There is no member “Zoe”.'],
  [['token', 'create', '--member', 'Zoe'], 'There is no member “Zoe”.'],
])('%j fails with one sentence and no stack', async (words, sentence) => {
  const { code, stdout, stderr } = await terminal().run(...words)
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toContain(sentence)
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
})

test('a stack is shown to those who debug', async () => {
  const { stderr } = await terminal({ LOG_LEVEL: 'debug' }).run('import', 'missing.csv')
  expect(stderr).toContain('    at ')
})

test.each([
  [[]],
  [['fly']],
  [['import']],
  [['import', PIPELINE, '--map', 'owner']],
  [['import', PIPELINE, '--date-format', 'dym']],
  [['member', 'role', 'Ana', 'boss']],
  [['token', 'create']],
])('%j is wrong use', async (words) => {
  expect(await terminal().run(...words)).toMatchObject({ code: 2, stdout: '' })
})

test('wrong settings are all named at once', async () => {
  const { code, stderr } = await terminal({ PORT: 'x', LOG_LEVEL: 'loud' }).run('migrate')
  expect(code).toBe(1)
  expect(stderr).toContain('PORT must be')
  expect(stderr).toContain('LOG_LEVEL must be')
})

test('the sample, its members, a role, a token and the doctor', async () => {
  const { run } = terminal()
  expect((await run('member', 'list')).stdout).toBe('Nobody yet. People join with their first /deal in Slack.\n')
  const { run: fresh } = terminal()
  expect((await fresh('sample')).stdout).toMatch(/^Loaded Northwind Sales: four people and \d+ deals\.\n$/)
  expect(await fresh('sample')).toMatchObject({ code: 1, stderr: expect.stringContaining('for an empty database') })
  expect((await fresh('member', 'list')).stdout).toContain(
    'Ana Reyes      rep      ana@northwind.example  U0ANA00001\n',
  )
  expect((await fresh('member', 'role', 'Ana Reyes', 'manager')).stdout).toBe('Ana Reyes is now a manager.\n')
  const { stdout, stderr } = await fresh('token', 'create', '--member', 'Ana Reyes')
  expect(stdout).toMatch(/^dw_\S+\n$/)
  expect(stderr).toContain('not shown again')
  expect(await fresh('doctor')).toMatchObject({ code: 0, stdout: expect.stringMatching(/All is well\.\n$/) })
})

test('a backup and its restoration', async () => {
  const { run, file } = terminal()
  expect((await run('backup', file('b.db'))).stderr).toContain('so there is nothing to back up')
  await run(...IMPORT)
  expect(await run('backup', file('b.db'))).toMatchObject({ code: 0, stderr: '' })
  expect((await run('restore', file('b.db'))).stdout).toContain(`kept at ${file('data.db')}.before-restore.`)
  expect((await run('export', '-')).stdout.trimEnd().split('\n')).toHaveLength(41)
})

test('serving tells where to look, with and without the sample', async () => {
  const { run, served } = terminal({ PORT: '4000' })
  const { stdout } = await run('serve')
  expect(stdout).toContain('http://localhost:4000/sandbox')
  expect(stdout).toContain('sample team')
  expect((await run('serve', '--empty')).stdout).not.toContain('sample team')
  expect(served.map(({ sample }) => sample)).toEqual([true, false])
})

test('the manifest is for the public address', async () => {
  const { stdout } = await terminal({ PUBLIC_URL: 'https://deals.example' }).run('manifest')
  expect(stdout).toContain('https://deals.example/slack/events')
  expect(JSON.parse(stdout)).toMatchObject({ display_information: { name: 'Dealwright' } })
})

test('the built program runs by itself, and says by its exit code how it went', async () => {
  const { settings } = terminal()
  const cli = fileURLToPath(new URL('../dist/src/cli.js', import.meta.url))
  const start = (...words: string[]) =>
    promisify(execFile)(process.execPath, [cli, ...words], { env: { ...process.env, ...settings }, cwd: tmpdir() })
  expect((await start(...IMPORT)).stdout).toMatch(/^Imported 40 deals/)
  await expect(start('import', 'missing.csv')).rejects.toMatchObject({
    code: 1,
    stderr: /^missing\.csv cannot be read/,
  })
  await expect(start('fly')).rejects.toMatchObject({ code: 2 })
})
