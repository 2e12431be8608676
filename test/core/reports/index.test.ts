import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Filters, reports, resolveFilters, runReport } from '../../../src/core/index.ts'
import { describeEachEngine, sqlite } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

const MACHINERY = [
  'index.ts',
  'report.ts',
  'options.ts',
  'key-figures.ts',
  'difference.ts',
  'ground-rules.ts',
  'dated.ts',
]

describe('The list of reports', () => {
  it('has every report of the folder, each under the name of its file', () => {
    const files = readdirSync('src/core/reports').filter((name) => name.endsWith('.ts') && !MACHINERY.includes(name))
    expect(reports.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort())
  })

  it('says what each asks and counts, and gives every column a name of its own', () => {
    for (const { title, question, definition, dated, columns } of reports) {
      expect(dated.length).toBeGreaterThan(0)
      expect([title, definition].every((text) => text.length > 0) && question.endsWith('?')).toBe(true)
      expect(new Set(columns.map(({ key }) => key)).size).toBe(columns.length)
    }
  })
})

describe('A report that does not exist', () => {
  it('is refused with the one that was probably meant', async () => {
    const { rep } = await makeTeam(await sqlite.fresh())
    const filters = await resolveFilters(rep, {}, { defaultPeriod: 'all' })
    await expect(runReport(rep, 'funel', filters)).rejects.toThrow('There is no report “funel”. Did you mean funnel?')
  })
})

describeEachEngine('Every report', (engine) => {
  it('has an answer for a team without a deal', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    for (const period of ['all', 'this-quarter'] as const) {
      const filters: Filters = await resolveFilters(rep, {}, { defaultPeriod: period })
      for (const { id } of reports) {
        const result = await runReport(rep, id, filters)
        expect(result.summary, id).toMatch(/^No .*\.$/)
        expect(result.notes).toEqual([])
      }
    }
  })

  it('fills every column of every row, and no other', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    const filters = await resolveFilters(rep, {}, { defaultPeriod: 'this-quarter' })
    for (const { id } of reports) {
      const { rows, columns, totals } = await runReport(rep, id, filters)
      const keys = columns.map(({ key }) => key).sort()
      for (const { deals, none, ...cells } of rows) expect(Object.keys(cells).sort(), id).toEqual(keys)
      expect(keys).toEqual(expect.arrayContaining(Object.keys(totals)))
    }
  })
})
