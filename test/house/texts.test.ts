import { describe, expect, test } from 'vitest'
import { houseComplaints } from '../../scripts/house.ts'
import { planted } from './planted.ts'

const complaintsOn = (path: string, text: string): string[] => houseComplaints(planted({ [path]: text }))

describe('a text that the house refuses', () => {
  test.each([
    ['the environment', 'src/main.ts', 'const port = process.env.PORT', /^src\/main\.ts:1: reads the environment/],
    [
      'the environment by its other name',
      'src/web/a.ts',
      "import { env } from 'node:process'",
      /reads the environment/,
    ],
    ['the clock', 'src/core/tasks/index.ts', '\n\nconst now = new Date()', /^src\/core\/tasks\/index\.ts:3: looks at/],
    ['the clock in milliseconds', 'src/bot/a.ts', 'const now = Date.now()', /looks at the clock/],
    ['the clock handed on', 'src/bot/a.ts', 'const clock = Date.now', /looks at the clock/],
    ['the clock in a migration', 'migrations/0002-a.ts', 'const now = new Date()', /looks at the clock/],
    ['a query in a page', 'src/web/pages/a.tsx', "db.selectFrom('tasks')", /holds SQL/],
    ['a raw query', 'src/core/tasks/model.ts', 'const rows = sql<Row>`select 1`', /holds SQL/],
    ['a query as plain text', 'src/bot/a.ts', "run('delete from tasks where id = 1')", /holds SQL/],
    ['a vague name', 'src/web/utils.ts', 'export const a = 1', /"utils\.ts" says nothing/],
    ['a vague folder', 'test/helpers/a.ts', 'export const a = 1', /"helpers" says nothing/],
    ['a long file', 'src/web/a.ts', 'a()\n'.repeat(251), /251 lines, over 250/],
    ['a long test', 'test/web/a.test.ts', 'a()\n'.repeat(251), /251 lines, over 250/],
  ])('is %s', (_, path, text, sentence) => {
    expect(complaintsOn(path, text)).toEqual([expect.stringMatching(sentence)])
  })
})

describe('a text that the house lets stand', () => {
  test.each([
    ['the environment in its one place', 'src/config.ts', 'readConfig(process.env)'],
    ['the clock in the composition root', 'src/main.ts', 'const now = () => new Date()'],
    ['the clock where the browser code starts', 'src/web/client/main.ts', 'live(() => new Date())'],
    ['a date made of something', 'src/core/time.ts', 'const at = new Date(text)'],
    ['SQL in a store', 'src/core/tasks/store.ts', "db.selectFrom('tasks')"],
    ['SQL in a report', 'src/core/reports/status.ts', 'sql`select 1`'],
    ['SQL in the database room', 'src/core/db/migrate.ts', 'sql`select 1`'],
    ['words that only sound like SQL', 'src/web/a.tsx', "label('Select a stage from the list')"],
    ['a comment about it', 'src/web/a.ts', '/* never\n process.env */\n// nor Date.now()\nconst a = 1'],
    ['a clock in a test', 'test/web/a.test.ts', 'const now = new Date()'],
    ['a file of exactly 250 lines', 'src/web/a.ts', 'a()\n'.repeat(250)],
  ])('is %s', (_, path, text) => {
    expect(complaintsOn(path, text)).toEqual([])
  })
})
