import { describe, expect, it } from 'vitest'
import {
  createMember,
  createPipeline,
  dealsLink,
  type FilterWords,
  filterQuery,
  loadDirectory,
} from '../../../src/core/index.ts'
import { sqlite } from '../../support/databases.ts'
import { filtersOf, wordsOf } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

describe('Filters as a link', () => {
  const start = async (currency = 'USD') => {
    const team = await makeTeam(await sqlite.fresh(), { currency })
    const link = async (words: FilterWords) =>
      dealsLink(await filtersOf(team.rep, words), await loadDirectory(team.rep))
    return { ...team, link }
  }

  it('are names, and always say the period', async () => {
    const { link } = await start()
    expect(await link({ owner: ['ana rep'], stage: ['proposal'], status: ['open'] })).toBe(
      '/deals?stage=Proposal&status=open&owner=Ana+Rep&period=all',
    )
    expect(await link({ from: '2026-01-01', to: '2026-02-01' })).toBe('/deals?from=2026-01-01&to=2026-02-01')
  })

  it('are ids where a name does not say which is meant', async () => {
    const { link, admin, members } = await start()
    const other = await createMember(admin, { name: 'ana rep' })
    expect(await link({ owner: [other.id] })).toBe(`/deals?owner=${other.id}&period=all`)
    expect(await link({ owner: [members.otherRep.id] })).toBe('/deals?owner=Ben+Rep&period=all')
  })

  it('come back as they went', async () => {
    const { rep, admin, link } = await start()
    await createPipeline(admin, { name: 'R & D?', stages: [{ name: 'Intro' }, { name: 'Proposal' }] })
    const everything: FilterWords = {
      pipeline: ['R & D?', 'Sales'],
      stage: ['Proposal', 'Negotiation'],
      status: ['open', 'lost'],
      owner: ['me', 'nobody'],
      source: ['Web'],
      notSource: ['Fair', 'none'],
      reason: ['Price', 'none'],
      notReason: ['Duplicate'],
      tag: ['smb', '50%'],
      q: 'a&b=c',
      minValue: '0.05',
      maxValue: '1,234,567.89',
      period: 'last-quarter',
      createdFrom: '2026-01-01',
      createdTo: '2026-02-01',
      reached: 'Negotiation',
      asOf: '2026-11-01T00:00:00Z',
    }
    const filters = await filtersOf(rep, everything)
    expect(await filtersOf(rep, wordsOf(await link(everything)))).toEqual(filters)
    const keys = filterQuery(filters, await loadDirectory(rep)).map(([key]) => key)
    expect([...new Set(keys)].sort()).toEqual(Object.keys(everything).sort())
  })

  it('keep amounts exact in currencies with other decimals', async () => {
    for (const [currency, text, value] of [
      ['JPY', '1500', 1_500],
      ['KWD', '1.005', 1_005],
      ['USD', '10', 1_000],
    ] as const) {
      const { rep, link } = await start(currency)
      expect((await filtersOf(rep, { minValue: text })).minValue).toBe(value)
      expect(await link({ minValue: text })).toBe(`/deals?minValue=${text}&period=all`)
    }
  })
})
