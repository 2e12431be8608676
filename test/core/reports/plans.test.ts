import type { KyselyPlugin, RootOperationNode } from 'kysely'
import { CompiledQuery, createQueryId, sql } from 'kysely'
import { expect, it } from 'vitest'
import {
  type Ctx,
  createOpportunity,
  type Database,
  keepRollups,
  keyFigures,
  reports,
  resolveFilters,
  runReport,
} from '../../../src/core/index.ts'
import { sqlite } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

/** The reports that stand on the overview. */
const CARDS = ['value-by-stage', 'conversion', 'funnel', 'owners', 'status', 'won-lost']

/** How SQLite goes about every question that the key figures and these reports ask about deals. */
async function plansOf(ctx: Ctx, words: object, ids: readonly string[] = CARDS): Promise<string[]> {
  const built = new WeakMap<object, RootOperationNode>()
  const asked: RootOperationNode[] = []
  const listening: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      built.set(queryId, node)
      return node
    },
    // Only a question that was asked has an answer; others are parts of one.
    transformResult: async ({ result, queryId }) => {
      asked.push(built.get(queryId) as RootOperationNode)
      return result
    },
  }
  const page = { ...ctx, db: ctx.db.withPlugin(listening), answers: new Map() }
  const filters = await resolveFilters(page, words, { defaultPeriod: 'all' })
  await keyFigures(page, filters)
  for (const id of ids) await runReport(page, id, filters)
  const plans: string[] = []
  for (const node of asked) {
    const question = ctx.db.getExecutor().compileQuery(node, createQueryId())
    if (!/opportunit|stage_stays|tasks/.test(question.sql)) continue
    const plan = CompiledQuery.raw(`explain query plan ${question.sql}`, [...question.parameters])
    plans.push(...(await ctx.db.executeQuery<{ detail: string }>(plan)).rows.map(({ detail }) => detail))
  }
  return plans
}

/** What SQLite knows after a look at 100,000 deals: rows, and rows alike in the first column, in the first two, ... */
const STATISTICS = {
  opportunities_by_status_closed_on: '100000 100000 25000 45 45 45 11 2 2 1 1 1 1 1 1 1',
  opportunities_closed_by_group: '73000 73000 24350 24350 24350 6090 204 204 1 1 1 1 1 1 1 1',
  opportunities_by_expected_close_on: '27000 27000 70 70 70 18 18 2 1 1 1 1 1 1 1 1',
  opportunities_by_owner_id_status: '100000 100000 3334 834',
  opportunities_by_created_at: '100000 100000 1',
  opportunities_by_number: '100000 100000 1',
  opportunity_history_by_status_valid_to_valid_from: '320000 320000 80000 4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1',
  opportunity_history_by_recorded_at: '320000 320000 4 4 4 4 4 4 1',
}

async function pretendStatistics({ maintenance }: Database): Promise<void> {
  await sql`analyze`.execute(maintenance)
  for (const [index, stat] of Object.entries(STATISTICS)) {
    const table = index.startsWith('opportunity_history') ? 'opportunity_history' : 'opportunities'
    await sql`insert into sqlite_stat1 (tbl, idx, stat) values (${table}, ${index}, ${stat})`.execute(maintenance)
  }
  // Connections read statistics anew when the schema has changed.
  await sql`create table pretext (id text)`.execute(maintenance)
}

const QUESTIONS = [
  {},
  { period: 'this-quarter' },
  { period: 'last-365-days', status: ['won', 'lost'] },
  { owner: ['Ana Rep'], source: ['Web'] },
  { createdFrom: '2026-11-01' },
  { asOf: '2026-11-01' },
  { asOf: '2026-11-01', period: 'this-quarter' },
]

/** One owner's deals are few enough to be read themselves; all others are added up from an index. */
const SPARING =
  /^SEARCH \w+ USING (COVERING INDEX|INDEX opportunities_by_owner_id_status \(workspace_id=\? AND owner_id=\?)/

it('The overview finds every deal by an index that holds all it asks, with and without statistics', async () => {
  const { rep, database } = await makeTeam(await sqlite.fresh())
  for (const known of [false, true]) {
    if (known) await pretendStatistics(database)
    for (const words of QUESTIONS) {
      // Which deals were stale at an earlier moment is asked of each deal’s changes, notes and tasks.
      const ids = 'asOf' in words ? CARDS.filter((id) => id !== 'owners') : CARDS
      const steps = (await plansOf(rep, words, ids)).filter((step) => /\b(opportunit\w*|h|d)\b/.test(step))
      expect(steps.length).toBeGreaterThan(0)
      for (const step of steps) expect(step, JSON.stringify(words)).toMatch(SPARING)
    }
  }
})

it('The overview is put to the rollups, where there are any', async () => {
  const waiting = /SEARCH w USING (COVERING )?INDEX opportunity_history_waiting/
  const asked = async (ctx: Ctx, words: object) => (await plansOf(ctx, words, CARDS)).join()
  const { rep: without } = await makeTeam(await sqlite.fresh())
  expect(await asked(without, { period: 'this-quarter' })).not.toMatch(waiting)
  const { rep } = await makeTeam(await sqlite.fresh())
  await keepRollups(rep)
  for (const words of [{}, { period: 'this-quarter' }, { owner: ['Ana Rep'] }, { source: ['Web'] }]) {
    expect(await asked(rep, words)).toMatch(waiting)
  }
})

it('Closed deals of all time come in the order of their groups, so that nothing is sorted', async () => {
  const { rep } = await makeTeam(await sqlite.fresh())
  // Stale deals are counted in the order in which they were touched.
  const ids = CARDS.filter((id) => id !== 'owners')
  expect(await plansOf(rep, {}, ids)).not.toContain('USE TEMP B-TREE FOR GROUP BY')
})

it('No report reads a whole table in its own order, whatever is asked', async () => {
  const { rep } = await makeTeam(await sqlite.fresh())
  const ids = reports.map(({ id }) => id)
  for (const words of QUESTIONS) {
    for (const step of await plansOf(rep, words, ids))
      expect(step).not.toMatch(/^SCAN (opportunit\w*|h|o|s|t|stay|gone)\b/)
  }
})

/** Tables that grow with the deals; the others are short. */
const GROWING = ['opportunities', 'opportunity_history', 'stage_stays', 'notes', 'tasks']
/**
 * Steps that look like a whole table and are argued for, by what names them. An index that holds all that is asked is a whole
 * table, too, when nothing but the workspace is looked up in it.
 */
const ARGUED: readonly { readonly step: RegExp; readonly why: string }[] = [
  {
    step: /INDEX opportunity_history_after_close /,
    why: 'holds changes of closed deals only, and one of them is enough',
  },
  { step: /INDEX opportunities_by_created_at /, why: 'its first entry alone: when the first deal began' },
  { step: /INDEX opportunity_history_waiting |^SCAN some$/, why: 'the few changes that are not folded in yet' },
  { step: /INDEX opportunities_deleted /, why: 'holds deleted deals only' },
  { step: /INDEX opportunities_open_by_stage /, why: 'holds open deals only: aging and tasks speak of every one' },
  { step: /INDEX tasks_by_assignee_id_done_at_due_on /, why: 'tasks speaks of everybody’s' },
  { step: /INDEX opportunities_open_by_activity /, why: 'holds open deals only: freshness speaks of every one' },
  { step: /INDEX opportunities_by_expected_close_on /, why: 'holds open deals only: a forecast speaks of every one' },
]

/** The steps of a plan that read all rows of a table that grows, in its own order or in an index's. */
function wholeTables(steps: readonly string[]): string[] {
  const indexed = new RegExp(
    `^(SCAN|SEARCH) \\w+ USING (COVERING )?INDEX (${GROWING.join('|')})_\\w+( \\(workspace_id=\\?\\))?$`,
  )
  // Without an index a step says the table's alias only; of short tables and of parts of the question it says so.
  const bare = /^SCAN (?!\(|SUBQUERY|CONSTANT|s$|p$|m$|c$|r$|stages|pipelines|members|reasons|rates)\w+$/
  const whole = steps.filter((step) => indexed.test(step) || bare.test(step))
  return whole.filter((one) => !ARGUED.some(({ step }) => step.test(one)))
}

it('No report reads a whole table, with common filters, before and after there are rollups', async () => {
  const common = [{ period: 'this-quarter' }, { period: 'this-quarter', owner: ['Ana Rep'] }, { source: ['Web'] }]
  const whole: Record<string, Set<string>> = {}
  for (const rolled of [false, true]) {
    // Another team each time: who was asked for a plan goes on seeing what was there then.
    const { rep, database } = await makeTeam(await sqlite.fresh())
    await createOpportunity(rep, { name: 'A' })
    await pretendStatistics(database)
    if (rolled) await keepRollups(rep)
    for (const { id } of reports) {
      for (const words of common) {
        for (const step of wholeTables(await plansOf(rep, words, [id]))) {
          whole[id] = (whole[id] ?? new Set()).add(step)
        }
      }
    }
  }
  expect(whole).toEqual({})
})
