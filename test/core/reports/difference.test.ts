import { expect, it } from 'vitest'
import {
  type Ctx,
  changeSettings,
  closeOpportunity,
  createOpportunity,
  deleteOpportunity,
  differenceBetween,
  editOpportunity,
  type FilterWords,
  moveOpportunity,
  reopenOpportunity,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer, filtersOf } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

/** The last moment of September in Berlin. */
const END = '2026-09-30T21:59:59.999Z'
const QUARTER = { from: '2026-07-01', to: '2026-10-01' }

describeEachEngine('A difference', (engine) => {
  /** Three deals of September, worth $100, $200 and $400; the clock stands in October. */
  async function start() {
    const team = await makeTeam(await engine.fresh(), { startsAt: '2026-09-10T08:00:00.000Z' })
    for (const value of [10_000, 20_000, 40_000]) await createOpportunity(team.rep, { name: `Deal ${value}`, value })
    await closeOpportunity(team.rep, { opportunity: 1, status: 'won' })
    team.clock.set('2026-10-05T08:00:00.000Z')
    return team
  }

  async function between(ctx: Ctx, report: string, words: FilterWords = QUARTER) {
    const difference = await differenceBetween(ctx, {
      report,
      filters: await filtersOf(ctx, words),
      from: END,
      to: null,
    })
    if (!difference) throw new Error('There is nothing to compare')
    return difference
  }

  it('is nothing while nothing changed', async () => {
    const { rep } = await start()
    expect(await between(rep, 'status')).toMatchObject({
      before: { count: 3, value: 70_000 },
      after: { count: 3, value: 70_000 },
      ...{ deals: 0, reasons: [], named: [], datedBack: [] },
    })
  })

  it('names the deal whose value was edited after its period, with what it was and is', async () => {
    const { rep } = await start()
    await editOpportunity(rep, { opportunity: 1, changes: { value: 15_000 } })
    const difference = await between(rep, 'won-lost')
    expect(difference).toMatchObject({
      before: { count: 1, value: 10_000 },
      after: { count: 1, value: 15_000 },
      deals: 1,
    })
    expect(difference.reasons).toEqual([{ reason: 'changed', count: 1, value: 5_000 }])
    expect(difference.named).toEqual([
      {
        ...{ number: 1, name: 'Deal 10000', count: 0, value: 5_000 },
        before: { status: 'won', stage: 'Prospecting', value: 10_000, counted: true },
        after: { status: 'won', stage: 'Prospecting', value: 15_000, counted: true },
      },
    ])
  })

  it('names what was dated back into the period: history has it at both moments', async () => {
    const { rep, manager } = await start()
    await moveOpportunity(rep, { opportunity: 3, stage: 'Proposal' })
    await closeOpportunity(manager, { opportunity: 2, status: 'won', closedOn: '2026-09-28' })
    const { before, after, deals, datedBack } = await between(manager, 'won-lost')
    expect([before, after, deals]).toEqual([{ count: 2, value: 30_000 }, { count: 2, value: 30_000 }, 0])
    expect(datedBack).toEqual([
      {
        ...{ number: 2, name: 'Deal 20000', kind: 'won', by: 'Mia Manager', value: 20_000 },
        ...{ dated: '2026-09-27T22:00:00.000Z', recorded: '2026-10-05T08:00:00.000Z' },
      },
    ])
  })

  it('says of every deal what became of it, and sums to the difference of the reports’ totals', async () => {
    const { rep, otherRep, clock } = await start()
    await reopenOpportunity(rep, { opportunity: 1 })
    await closeOpportunity(rep, { opportunity: 2, status: 'lost', reason: 'Price' })
    await moveOpportunity(rep, { opportunity: 3, stage: 'Proposal' })
    await createOpportunity(otherRep, { name: 'New', value: 80_000 })
    await createOpportunity(otherRep, { name: 'Unvalued' })
    clock.advance({ days: 1 })
    await editOpportunity(otherRep, { opportunity: 4, changes: { currency: 'EUR' } })
    await createOpportunity(otherRep, { name: 'Gone', value: 5 })
    await deleteOpportunity(await adminOf(rep), { opportunity: 6 })

    for (const report of ['value-by-stage', 'status', 'won-lost']) {
      const words = { ...QUARTER, to: '2026-11-01' }
      const difference = await between(rep, report, words)
      const now = (await answer(rep, report, words)).totals
      const then = (await answer(rep, report, { ...words, asOf: END })).totals
      expect([difference.before, difference.after]).toMatchObject([
        { count: then.count, value: then.value },
        { count: now.count, value: now.value },
      ])
      const sum = (key: 'count' | 'value') => difference.named.reduce((all, deal) => all + deal[key], 0)
      expect([report, sum('count'), sum('value')]).toEqual([
        report,
        difference.after.count - difference.before.count,
        difference.after.value - difference.before.value,
      ])
      expect(difference.named).toHaveLength(difference.deals)
    }
    const { reasons } = await between(rep, 'value-by-stage', { ...QUARTER, to: '2026-11-01' })
    expect(Object.fromEntries(reasons.map(({ reason, count }) => [reason, count]))).toEqual({
      ...{ created: 2, reopened: 1, lost: 1, changed: 1 },
    })
    const { deals } = await between(rep, 'status', { ...QUARTER, to: '2026-11-01' })
    expect(deals).toBe(4)
  })

  it('keeps to the filters: a deal that left them is taken out', async () => {
    const { rep } = await start()
    await moveOpportunity(rep, { opportunity: 3, stage: 'Proposal' })
    const { named, reasons } = await between(rep, 'status', { ...QUARTER, stage: ['Prospecting'], status: ['open'] })
    expect(reasons).toEqual([{ reason: 'taken out', count: 1, value: -40_000 }])
    expect(named).toMatchObject([{ number: 3, count: -1, after: { stage: 'Proposal', counted: false } }])
  })

  it('shows a rep who sees own deals nothing of a deal that is another’s now', async () => {
    const { admin, rep, members, ctxOf, workspace } = await start()
    await changeSettings(admin, { repsSee: 'own' })
    await editOpportunity(admin, { opportunity: 3, changes: { owner: members.otherRep.id, value: 77_700 } })
    const own: Ctx = { ...ctxOf(members.rep), workspace: { ...workspace, repsSee: 'own' } }
    const { named, before, after } = await between(own, 'status')
    expect([before.value, after.value]).toEqual([70_000, 30_000])
    expect(named).toMatchObject([{ number: 3, after: null, count: -1, value: -40_000 }])
    expect(JSON.stringify(named)).not.toContain('77700')
    expect(rep.actor.memberId).toBe(own.actor.memberId)
  })

  it('compares nothing that counts no deals, or deals that want attention', async () => {
    const { rep } = await start()
    const filters = await filtersOf(rep)
    const compare = (report: string, more = {}) =>
      differenceBetween(rep, { report, filters: { ...filters, ...more }, from: END, to: null })
    expect(await compare('freshness')).toBeNull()
    expect(await compare('won-lost', { status: ['open'] })).toBeNull()
    expect(
      await compare('status', { attention: (await filtersOf(rep, { attention: ['stale'] })).attention }),
    ).toBeNull()
  })
})

async function adminOf(ctx: Ctx): Promise<Ctx> {
  return { ...ctx, actor: { ...ctx.actor, role: 'admin' } }
}
