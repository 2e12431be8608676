import { describe, expect, test } from 'vitest'
import { type Ctx, importOpportunities, listMembers, listPipelines } from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { allDeals, dealNamed } from '../../support/deal-list.ts'
import { csv, PIPELINE_OPTIONS, respelledPipeline } from '../../support/import-files.ts'
import { historyOf, staysOf } from '../../support/records.ts'
import { makeTeam } from '../../support/team.ts'

const FILE = respelledPipeline({})

describeEachEngine('an import', (engine) => {
  test('brings the deals in with their figures exactly as the file has them', async () => {
    const { admin } = await makeTeam(await engine.fresh())
    const outcome = await importOpportunities(admin, FILE, PIPELINE_OPTIONS)
    expect(outcome).toMatchObject({ created: 40, unchanged: 0, refused: 0, problems: [], newPipelines: ['Hardware'] })
    expect(outcome.newMembers).toHaveLength(3)
    expect(await figures(admin)).toEqual({
      standing: { 'Prospecting open': 4, 'Engaging open': 8, 'Engaging won': 16, 'Engaging lost': 12 },
      wonByQuarter: { '2024-1': 5_693_600, '2024-2': 710_000, '2024-3': 4_439_700 },
      meanCycleDays: 867 / 16,
      best: ['Pia Strand', 6_776_700],
    })
  })

  test('of the same file again changes nothing', async () => {
    const { admin, database } = await makeTeam(await engine.fresh())
    await importOpportunities(admin, FILE, PIPELINE_OPTIONS)
    const before = await allDeals(admin)
    const outcome = await importOpportunities(admin, FILE, PIPELINE_OPTIONS)
    expect(outcome).toMatchObject({ id: null, created: 0, unchanged: 40, refused: 0, newContacts: 0, newMembers: [] })
    expect(await allDeals(admin)).toEqual(before)
    expect(await database.read.selectFrom('import_runs').select('created_count').execute()).toEqual([
      { created_count: 40 },
    ])
  })

  test('that is only rehearsed tells the same and writes nothing', async () => {
    const { admin } = await makeTeam(await engine.fresh())
    const members = await listMembers(admin)
    const rehearsed = await importOpportunities(admin, FILE, { ...PIPELINE_OPTIONS, dryRun: true })
    expect([await allDeals(admin), await listMembers(admin)]).toEqual([[], members])
    expect((await listPipelines(admin)).map(({ name }) => name)).toEqual(['Sales'])
    const real = await importOpportunities(admin, FILE, PIPELINE_OPTIONS)
    expect({ ...rehearsed, id: null, dryRun: false }).toEqual({ ...real, id: null })
  })

  test('tells the history that the file knows and invents none', async () => {
    const { admin, database } = await makeTeam(await engine.fresh())
    await importOpportunities(admin, FILE, PIPELINE_OPTIONS)
    const [won, undated] = await Promise.all([dealNamed(admin, 'Oakline - Arc 200'), dealOfId(admin, 'OP0000')])
    expect(won).toMatchObject({ status: 'won', closedOn: '2024-01-19', historyQuality: 'imported', value: 338_400 })
    const spans = await historyOf(database, won.id)
    expect(spans.map(({ kind, status, via }) => [kind, status, via])).toEqual([
      ['created', 'open', 'import'],
      ['won', 'won', 'import'],
    ])
    expect(spans[0]?.valid_to).toBe(spans[1]?.valid_from)
    expect(await staysOf(database, won.id)).toMatchObject([{ outcome: 'won', entry_known: 0, left_at: won.closedAt }])
    expect(undated).toMatchObject({ name: 'Arc 200', createdAt: admin.now(), historyQuality: 'partial', value: null })
    expect(await staysOf(database, undated.id)).toMatchObject([{ outcome: null, entry_known: 0 }])
  })
})

describeEachEngine('rows that cannot go in', (engine) => {
  test('are reported with line, column and reason, and the good ones go in', async () => {
    const { admin } = await makeTeam(await engine.fresh())
    const file = csv(
      'id,name,amount,stage,status,owner,created,close date,email',
      '1,Good,1200,Proposal,,Ana Rep,2026-01-02,,jane@acme.example',
      '2,,5,Proposal,,,2026-01-02,,',
      '3,Bad amount,twelve,Proposal,,,2026-01-02,,',
      '4,Bad day,5,Proposal,,,2026-02-30,,',
      '5,Future,5,Proposal,,,2027-01-01,,',
      '6,No end,5,Proposal,won,,2026-01-02,,',
      '7,Backwards,5,Proposal,lost,,2026-01-02,2026-01-01,',
      '8,Bad stage,5,Propsal,,,2026-01-02,,',
      '9,Bad owner,5,Proposal,,Zoe,2026-01-02,,',
      '1,Twice,5,Proposal,,,2026-01-02,,',
      `10,${'x'.repeat(300)},5,Proposal,,,2026-01-02,,`,
      '11,Bad address,5,Proposal,,,2026-01-02,,nowhere',
      '12,Short',
    )
    const outcome = await importOpportunities(admin, file)
    expect(outcome).toMatchObject({ created: 1, refused: 12 })
    expect(outcome.problems.map(({ line, column, reason }) => `${line} ${column}: ${reason}`)).toEqual([
      '3 name: the deal has no name',
      '4 amount: “twelve” is not an amount. Write it like 12k, $12,500.50 or 1.2m EUR',
      '5 created: “2026-02-30” is not a date that exists',
      '6 created: “2027-01-01” lies in the future',
      '7 close date: the deal is won, but no cell says since when',
      '8 close date: the deal ends before it was created',
      '9 stage: there is no stage “Propsal” in Sales (Prospecting, Qualification, Proposal, Negotiation); --create-stages adds it',
      '10 owner: there is no member “Zoe”; --create-members adds missing ones as reps',
      '11 id: “1” is the id of line 2 already',
      '12 name: The name has 300 characters; the most is 255. Shorten it',
      '13 email: “nowhere” is not an e-mail address. Write it like jane@acme.com',
      '14 null: has 2 cells where the header has 9',
    ])
    expect(await dealNamed(admin, 'Good')).toMatchObject({
      value: 120_000,
      owner: { name: 'Ana Rep' },
      externalId: '1',
    })
  })

  test('leave nothing behind when all of them are such', async () => {
    const { admin } = await makeTeam(await engine.fresh())
    const file = csv('name,stage,owner', 'Acme,Talks,Zoe')
    const outcome = await importOpportunities(admin, file, { pipeline: 'Hardware' })
    expect(outcome).toMatchObject({ id: null, created: 0, refused: 1 })
    expect((await listPipelines(admin)).map(({ name }) => name)).toEqual(['Sales'])
  })
})

describe('other spellings of the same deals', () => {
  const shortYear = (year: string) => year.slice(2)
  test.each([
    ['day-first', respelledPipeline({ date: (y, m, d) => `${d}/${m}/${y}` })],
    ['month-first', respelledPipeline({ date: (y, m, d) => `${m}/${d}/${y}` })],
    ['month-first with two-digit years', respelledPipeline({ date: (y, m, d) => `${m}/${d}/${shortYear(y)}` })],
    ['tabs, and amounts as in Germany', respelledPipeline({ value: german }, '\t')],
    ['semicolons, and amounts with a sign', respelledPipeline({ value: (text) => text && `$${text}.00` }, ';')],
    ['0 where there was nothing', respelledPipeline({ value: (text) => text || '0' })],
    ['nothing where there was 0', respelledPipeline({ value: (text) => (text === '0' ? '' : text) })],
  ])('%s come out the same', async (_, file) => {
    const [plain, other] = await Promise.all([FILE, file].map((one) => figuresOf(one)))
    expect(other).toEqual(plain)
  })

  test('that could be read in two ways are refused with both', async () => {
    const file = respelledPipeline({ date: (y, m, d) => `${d.replace(/^[123]/, '0')}/${m}/${y}` })
    await expect(figuresOf(file)).rejects.toThrow(
      /“engage_date” can be read two ways: .* \(day-first\) or .* \(month-first\)/,
    )
  })
})

async function figuresOf(file: typeof FILE) {
  const { engines } = await import('../../support/databases.ts')
  const { admin } = await makeTeam(await (engines[0] as (typeof engines)[number]).fresh())
  await importOpportunities(admin, file, PIPELINE_OPTIONS)
  return figures(admin)
}

async function figures(ctx: Ctx) {
  const deals = await allDeals(ctx)
  const standing: Record<string, number> = {}
  const wonByQuarter: Record<string, number> = {}
  const wonByOwner: Record<string, number> = {}
  const cycles: number[] = []
  for (const { stage, status, value, closedOn, closedAt, createdAt, owner } of deals) {
    standing[`${stage.name} ${status}`] = (standing[`${stage.name} ${status}`] ?? 0) + 1
    if (status !== 'won' || !closedOn || !closedAt) continue
    const quarter = `${closedOn.slice(0, 4)}-${Math.ceil(Number(closedOn.slice(5, 7)) / 3)}`
    wonByQuarter[quarter] = (wonByQuarter[quarter] ?? 0) + (value ?? 0)
    wonByOwner[owner?.name ?? ''] = (wonByOwner[owner?.name ?? ''] ?? 0) + (value ?? 0)
    cycles.push((Date.parse(closedAt) - Date.parse(createdAt)) / 86_400_000)
  }
  const best = Object.entries(wonByOwner).sort(([, a], [, b]) => b - a)[0]
  return { standing, wonByQuarter, best, meanCycleDays: cycles.reduce((sum, days) => sum + days, 0) / cycles.length }
}

async function dealOfId(ctx: Ctx, externalId: string) {
  const deal = (await allDeals(ctx)).find((one) => one.externalId === externalId)
  if (!deal) throw new Error(`No deal ${externalId}`)
  return deal
}

function german(text: string): string {
  return text.replace(/\B(?=(\d{3})+$)/g, '.')
}
