import { describe, expect, it } from 'vitest'
import {
  createOpportunity,
  createPipeline,
  dealsLink,
  type FilterWords,
  listOpportunities,
  loadDirectory,
  moveOpportunity,
} from '../../../src/core/index.ts'
import { describeEachEngine, sqlite } from '../../support/databases.ts'
import { filtersOf, wordsOf } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('Deals by a stay they had', (engine) => {
  const start = async () => {
    const team = await makeTeam(await engine.fresh())
    const { rep, clock } = team
    for (const name of ['Advanced', 'Stays', 'Later']) {
      await createOpportunity(rep, { name })
      clock.advance({ days: 1 })
    }
    const before = clock.now()
    clock.advance({ days: 1 })
    await moveOpportunity(rep, { opportunity: 1, stage: 'Proposal' })
    const names = async (words: FilterWords) => {
      const { items } = await listOpportunities(rep, { filters: await filtersOf(rep, words), sort: 'number' })
      return items.map(({ name }) => name)
    }
    return { ...team, before, names }
  }

  it('are found by stage, how it ended, where it went, and when it began and ended', async () => {
    const { names } = await start()
    expect(await names({ stayIn: ['Prospecting'] })).toEqual(['Advanced', 'Stays', 'Later'])
    expect(await names({ stayIn: ['Prospecting', 'Proposal'], outcome: ['still-there'] })).toEqual([
      ...['Advanced', 'Stays', 'Later'],
    ])
    expect(await names({ stayIn: ['Prospecting'], outcome: ['advanced'] })).toEqual(['Advanced'])
    expect(await names({ stayIn: ['Prospecting'], outcome: ['lost', 'still-there'] })).toEqual(['Stays', 'Later'])
    expect(await names({ stayIn: ['Prospecting'], wentTo: ['Proposal'] })).toEqual(['Advanced'])
    expect(await names({ stayIn: ['Prospecting'], wentTo: ['Negotiation'] })).toEqual([])
    expect(await names({ stayIn: ['Prospecting'], begunFrom: '2026-11-24', begunTo: '2026-11-25' })).toEqual(['Stays'])
    expect(await names({ stayIn: ['Prospecting'], endedFrom: '2026-11-27' })).toEqual(['Advanced'])
    expect(await names({ stayIn: ['Prospecting'], endedTo: '2026-11-27' })).toEqual([])
  })

  it('are those of which it was known then, as of an earlier moment', async () => {
    const { names, before } = await start()
    expect(await names({ stayIn: ['Proposal'], asOf: before })).toEqual([])
    expect(await names({ stayIn: ['Prospecting'], outcome: ['advanced'], asOf: before })).toEqual([])
    expect(await names({ stayIn: ['Prospecting'], outcome: ['still-there'], asOf: before })).toHaveLength(3)
    expect(await names({ stayIn: ['Prospecting'], endedFrom: '2026-11-01', asOf: before })).toEqual([])
  })

  it('are found by how they reached a stage, and by reference', async () => {
    const { names } = await start()
    expect(await names({ reached: 'Qualification' })).toEqual(['Advanced'])
    expect(await names({ reached: 'Qualification', how: 'touched' })).toEqual([])
    expect(await names({ reached: 'Proposal', how: 'touched', within: '4' })).toEqual(['Advanced'])
    expect(await names({ reached: 'Proposal', how: 'touched', within: '3' })).toEqual([])
    expect(await names({ reached: 'Prospecting', enteredFrom: '2026-11-24', since: 'entry' })).toEqual([
      'Stays',
      'Later',
    ])
    expect(await names({ reached: 'won', pipeline: ['Sales'] })).toEqual([])
    expect(await names({ deal: ['D-1', '3'] })).toEqual(['Advanced', 'Later'])
  })
})

describe('Words about stays', () => {
  const start = async () => {
    const { rep, admin } = await makeTeam(await sqlite.fresh())
    await createPipeline(admin, { name: 'Partners', stages: [{ name: 'Intro' }, { name: 'Proposal' }] })
    return rep
  }

  it('come back from a link as they went', async () => {
    const rep = await start()
    const everything: FilterWords = {
      ...{ pipeline: ['Sales'], reached: 'won', how: 'touched', within: '90', since: 'entry' },
      ...{ enteredFrom: '2026-01-01', enteredTo: '2026-02-01', stayIn: ['Proposal', 'Negotiation'] },
      ...{ outcome: ['moved-back', 'still-there'], wentTo: ['Prospecting'], begunFrom: '2026-01-01' },
      ...{ begunTo: '2026-02-01', endedFrom: '2026-03-01', endedTo: '2026-04-01', deal: ['D-7'], asOf: '2026-11-01' },
    }
    const filters = await filtersOf(rep, everything)
    const link = dealsLink(filters, await loadDirectory(rep))
    expect(await filtersOf(rep, wordsOf(link))).toEqual(filters)
    for (const word of ['outcome=moved-back', 'within=90', 'deal=D-7']) expect(link).toContain(word)
  })

  it.each([
    [{ outcome: ['won'] }, 'stayIn', 'Say in which stage the stay was: stayIn=Proposal.'],
    [{ stayIn: ['Intro'], outcome: ['gone'] }, 'outcome', /^A stay does not end as “gone”\. Use advanced, moved-back/],
    [{ stayIn: ['Nowhere'] }, 'stage', /Nowhere/],
    [{ how: 'touched' }, 'reached', 'Say which stage the deals reached: reached=Proposal.'],
    [{ reached: 'Intro', how: 'somehow' }, 'how', '“how” is one of beyond, touched, strict, highlevel, not “somehow”.'],
    [{ reached: 'Intro', within: '-3' }, 'within', '“-3” is not a number of days. Write it like 90.'],
    [{ reached: 'Intro', since: 'birth' }, 'since', '“since” is one of created, entry, not “birth”.'],
    [{ reached: 'won' }, 'reached', 'Choose the one pipeline that the win is of.'],
    [{ reached: 'Proposal' }, 'reached', 'There is more than one stage “Proposal”. Choose the pipeline, too.'],
    [{ deal: ['Acme'] }, 'deal', '“Acme” is not a deal’s reference. Write it like D-42.'],
  ] as const)('are refused with a sentence: %j', async (words, field, message) => {
    const refusal = await filtersOf(await start(), words as FilterWords).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'invalid', fields: { [field]: expect.anything() } })
    const said = (refusal as Error).message
    expect(typeof message === 'string' ? said === message : message.test(said), said).toBe(true)
  })
})
