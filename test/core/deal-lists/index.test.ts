import { expect, it } from 'vitest'
import {
  addNote,
  type Ctx,
  chooseListColumns,
  closeOpportunity,
  columnsInUse,
  createOpportunity,
  createTask,
  type DealColumn,
  editOpportunity,
  exportDealRows,
  listDealRows,
  resolveFilters,
  type Sort,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

const everything = (ctx: Ctx, words = {}) => resolveFilters(ctx, words, { defaultPeriod: 'all' })

describeEachEngine('Lists of deals in columns', (engine) => {
  const start = async () => {
    const team = await makeTeam(await engine.fresh())
    const { rep, otherRep, clock } = team
    await createOpportunity(rep, { name: 'Acme', value: 10_000, probability: 25, tags: ['big'], source: 'Fair' })
    await createOpportunity(otherRep, {
      name: 'Globex',
      value: 30_000,
      expectedCloseOn: '2026-12-01',
      stage: 'Proposal',
    })
    await createOpportunity(rep, { name: 'Initech' })
    await closeOpportunity(rep, { opportunity: 3, status: 'lost', reason: 'Price' })
    clock.advance({ days: 2, hours: 12 })
    const cells = async (columns: DealColumn[], sort: Sort = 'number', words = {}) => {
      const filters = await everything(rep, words)
      return (await listDealRows(rep, { filters, sort, columns })).items.map((row) => row.cells)
    }
    return { ...team, cells }
  }

  it('show what each column says of a deal', async () => {
    const { cells } = await start()
    expect(await cells(['name', 'status', 'value', 'probability', 'weighted', 'owner', 'reason', 'tags'])).toEqual([
      ['Acme', 'open', 10_000, 25, 2500, 'Ana Rep', null, ['big']],
      ['Globex', 'open', 30_000, expect.any(Number), expect.any(Number), 'Ben Rep', null, []],
      ['Initech', 'lost', null, 0, null, 'Ana Rep', 'Price', []],
    ])
    expect(await cells(['created', 'closed', 'expected', 'stage-age', 'idle'])).toEqual([
      ['2026-11-23', null, null, 2.5, 2.5],
      ['2026-11-23', null, '2026-12-01', 2.5, 2.5],
      ['2026-11-23', '2026-11-23', null, null, null],
    ])
  })

  it('count days as they stood at the moment asked for', async () => {
    const { cells, rep, clock } = await start()
    clock.advance({ days: 1 })
    await addNote(rep, { opportunity: 1, text: 'Called' })
    const asOf = '2026-11-24T08:00:00.000Z'
    expect(await cells(['name', 'stage-age'], 'number', { asOf })).toEqual([
      ['Acme', 1],
      ['Globex', 1],
      ['Initech', null],
    ])
    expect((await cells(['idle']))[0]).toEqual([0])
  })

  it('name the most urgent open task, that of the moment asked for', async () => {
    const { cells, rep, clock } = await start()
    const before = clock.now()
    clock.advance({ hours: 1 })
    await createTask(rep, { opportunity: 1, text: 'Whenever' })
    await createTask(rep, { opportunity: 1, text: 'Later', dueOn: '2026-12-24' })
    await createTask(rep, { opportunity: 1, text: 'Soon', dueOn: '2026-11-30' })
    expect(await cells(['next-task'])).toEqual([['Soon (2026-11-30)'], [null], [null]])
    expect(await cells(['next-task'], 'number', { asOf: before })).toEqual([[null], [null], [null]])
  })

  it.each<[Sort, string]>([
    ['-weighted', 'Globex Acme Initech'],
    ['-probability', 'Globex Acme Initech'],
    ['stage', 'Acme Initech Globex'],
    ['status', 'Acme Globex Initech'],
    ['owner', 'Acme Initech Globex'],
    ['source', 'Acme Globex Initech'],
    ['reason', 'Initech Acme Globex'],
    ['expected-close', 'Globex Acme Initech'],
  ])('sort by %s, page by page, those without one last', async (sort, names) => {
    const { rep } = await start()
    const filters = await everything(rep)
    const found: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof listDealRows>> = await listDealRows(rep, {
        ...{ filters, sort, cursor, limit: 1, columns: ['name'] },
      })
      found.push(...page.items.map(({ deal }) => deal.name))
      cursor = page.next
    } while (cursor)
    expect(found.join(' ')).toBe(names)
  })

  it('keep the columns that each member chose, and their order', async () => {
    const { rep, otherRep } = await start()
    const atFirst = await columnsInUse(rep)
    await chooseListColumns(rep, ['value', 'company'])
    await chooseListColumns(rep, ['tags', 'stage', 'tags', 'name'])
    expect(await columnsInUse(rep)).toEqual(['name', 'tags', 'stage'])
    expect(await columnsInUse(otherRep)).toEqual(atFirst)
    await expect(chooseListColumns(rep, ['colour'])).rejects.toThrow(/“colour” is no column/)
    expect(await columnsInUse(rep)).toEqual(['name', 'tags', 'stage'])
  })

  it('become CSV in the columns chosen, amounts with their currency, nothing a formula', async () => {
    const { rep } = await start()
    await editOpportunity(rep, { opportunity: 1, changes: { name: '=SUM(1)', currency: 'JPY' } })
    let csv = ''
    const columns: DealColumn[] = ['name', 'value', 'stage-age', 'tags']
    for await (const chunk of exportDealRows(rep, { filters: await everything(rep), sort: 'number', columns }))
      csv += chunk
    expect(csv.trim().split('\n')).toEqual([
      'Ref,Deal,Value,Value: currency,In stage (days),Tags',
      "D-1,'=SUM(1),10000,JPY,2.5,big",
      'D-2,Globex,300.00,USD,2.5,',
      'D-3,Initech,,,,',
    ])
  })
})
