import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { planted, type Tree } from './planted.ts'

interface Verdict {
  readonly modules: number
  /** `rule: file` for every violation. */
  readonly violations: readonly string[]
}

/** The verdict of dependency-cruiser, run as the check runs it, over a small tree laid out like the project. */
function verdictOn(tree: Tree): Verdict {
  const cwd = planted({
    'package.json': readFileSync('package.json', 'utf8'),
    'tsconfig.json': readFileSync('tsconfig.json', 'utf8'),
    ...house,
    ...tree,
  })
  const words = ['--config', resolve('.dependency-cruiser.cjs'), '--output-type', 'json', 'src', 'migrations']
  const { stdout, stderr } = spawnSync(resolve('node_modules/.bin/depcruise'), words, { cwd, encoding: 'utf8' })
  if (stdout === '') throw new Error(stderr)
  const { modules, summary } = JSON.parse(stdout)
  return {
    modules: modules.filter(({ source }: { source: string }) => /^(src|migrations)\//.test(source)).length,
    violations: summary.violations.map(
      (found: { rule: { name: string }; from: string }) => `${found.rule.name}: ${found.from}`,
    ),
  }
}

/** A house in order, with every import that is allowed. */
const house: Tree = {
  'migrations/index.ts': "import type { Migration } from 'kysely'\nexport const migrations: Migration[] = []",
  'src/core/db/open.ts': "import { migrations } from '../../../migrations/index.ts'\nexport const db = migrations",
  'src/core/tasks/index.ts':
    "import { db } from '../db/open.ts'\nexport interface Task { db: typeof db }\nexport const done = db",
  'src/core/reports/index.ts': "import { done } from '../tasks/index.ts'\nexport const reports = [done]",
  'src/core/index.ts':
    "export { reports } from './reports/index.ts'\nexport { done, type Task } from './tasks/index.ts'",
  'src/bot/index.ts':
    "import { App } from '@slack/bolt'\nimport { done } from '../core/index.ts'\nexport const bot = [App, done]",
  'src/web/index.ts':
    "import { Hono } from 'hono'\nimport { done } from '../core/index.ts'\nexport const web = [Hono, done]",
  'src/web/client/main.ts':
    "import { Chart } from 'chart.js'\nimport { pen } from '../../charts/drawing/pen.ts'\nimport type { Task } from '../../core/index.ts'\nexport const draw = (task: Task) => [Chart, pen, task]",
  'src/charts/drawing/pen.ts': 'export const pen = 1',
  'src/charts/index.ts': "import { reports } from '../core/index.ts'\nexport const charts = [reports]",
  'src/pictures/draw.ts':
    "import { Chart } from 'chart.js'\nimport { pen } from '../charts/drawing/pen.ts'\nimport { charts } from '../charts/index.ts'\nimport { reports } from '../core/index.ts'\nexport const picture = [Chart, charts, pen, reports]",
  'src/sandbox/index.ts':
    "import { createEmulator } from 'emulate'\nimport { Hono } from 'hono'\nexport const box = [createEmulator, Hono]",
  'src/config.ts': 'export interface Config { port: number }\nexport const port = 1',
  'src/main.ts':
    "import { bot } from './bot/index.ts'\nimport { port } from './config.ts'\nimport { web } from './web/index.ts'\nexport const all = [bot, web, port, () => import('./sandbox/index.ts')]",
}

/** One forbidden import per wall: the rule that must fail, the file, and what it says. */
const plants: readonly (readonly [rule: string, path: string, text: string])[] = [
  ['core-imports-nothing-above-it', 'src/core/tasks/a.ts', "import '../../bot/index.ts'"],
  [
    'core-imports-nothing-above-it',
    'src/core/tasks/a2.ts',
    "import type { Config } from '../../config.ts'\nexport type A = Config",
  ],
  ['core-rooms-stay-below-reports-and-automations', 'src/core/notes/b.ts', "import '../reports/index.ts'"],
  ['database-knows-no-room', 'src/core/db/c.ts', "import type { Task } from '../tasks/index.ts'\nexport type C = Task"],
  ['migrations-are-read-by-the-database-alone', 'src/core/tasks/d.ts', "import '../../../migrations/index.ts'"],
  ['migrations-never-change-with-the-code', 'migrations/e.ts', "import '../src/core/tasks/index.ts'"],
  ['bot-and-web-never-meet', 'src/bot/f.ts', "import '../web/index.ts'"],
  ['web-and-bot-never-meet', 'src/web/g.ts', "import '../bot/index.ts'"],
  ['charts-know-core-alone', 'src/charts/v.ts', "import '../web/index.ts'"],
  [
    'drawing-is-for-browsers-too',
    'src/charts/drawing/w.ts',
    "import { done } from '../../core/index.ts'\nexport const w = done",
  ],
  ['browser-takes-only-the-drawing-of-charts', 'src/web/client/x.ts', "import '../../charts/index.ts'"],
  ['pictures-know-core-and-charts-alone', 'src/pictures/u.ts', "import '../web/index.ts'"],
  ['nobody-knows-of-the-sandbox', 'src/bot/h.ts', "export const h = () => import('../sandbox/index.ts')"],
  ['sandbox-plays-slack-only', 'src/sandbox/i.ts', "import '../bot/index.ts'"],
  ['sandbox-never-loads-in-production', 'src/cli.ts', "import './sandbox/index.ts'"],
  ['core-has-one-door', 'src/web/j.ts', "import type { Task } from '../core/tasks/index.ts'\nexport type J = Task"],
  ['settings-are-handed-down', 'src/web/k.ts', "import { port } from '../config.ts'\nexport const k = port"],
  ['no-cycles', 'src/web/l.ts', "import './l2.ts'"],
  [
    'slack-lives-in-bot-and-sandbox',
    'src/core/tasks/m.ts',
    "import type { App } from '@slack/bolt'\nexport type M = App",
  ],
  ['hono-lives-in-web-and-sandbox', 'src/bot/n.tsx', "import { html } from 'hono/html'\nexport const n = html"],
  ['openid-lives-in-web', 'src/bot/y.ts', "import 'openid-client'"],
  ['chart-js-draws-in-two-places', 'src/web/o.ts', "import type { Chart } from 'chart.js'\nexport type O = Chart"],
  ['kysely-lives-in-core', 'src/web/p.ts', "import { sql } from 'kysely'\nexport const p = sql"],
  ['emulate-lives-in-the-sandbox', 'src/bot/q.ts', "import 'emulate'"],
  [
    'browser-takes-only-types-from-core',
    'src/web/client/r.ts',
    "import { done } from '../../core/index.ts'\nexport const r = done",
  ],
  ['product-needs-no-development-package', 'src/web/s.ts', "import 'fast-check'"],
  ['imports-resolve', 'src/web/t.ts', "import './nowhere.ts'"],
]

describe('the walls between the rooms', () => {
  test('stand around a house in order, whose TypeScript files are really read', () => {
    expect(verdictOn({})).toEqual({ modules: Object.keys(house).length, violations: [] })
  })

  test('each refuse what they are for', () => {
    const tree = Object.fromEntries(plants.map(([, path, text]) => [path, text]))
    const { violations } = verdictOn({ ...tree, 'src/web/l2.ts': "import './l.ts'" })
    expect(violations).toEqual(expect.arrayContaining(plants.map(([rule, path]) => `${rule}: ${path}`)))
  })

  test('are all tried here', () => {
    const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs')
    expect([...new Set(plants.map(([rule]) => rule))]).toEqual(forbidden.map(({ name }: { name: string }) => name))
  })
})
