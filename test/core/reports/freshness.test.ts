import { expect, it } from 'vitest'
import {
  addNote,
  closeOpportunity,
  createOpportunity,
  editOpportunity,
  type ReportResult,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer, behind } from '../../support/drill-down.ts'
import { makeTeam } from '../../support/team.ts'

const share = (cell: unknown) => {
  const { numerator, denominator } = cell as { numerator: number; denominator: number }
  return `${numerator}/${denominator}`
}
const owners = ({ rows }: ReportResult) =>
  rows
    .filter(({ group }) => group === 'owner')
    .map(({ name, touched7, touched14, touched30 }) => [name, ...[touched7, touched14, touched30].map(share)].join(' '))
const ways = ({ rows }: ReportResult) =>
  rows.filter(({ group }) => group === 'way').map(({ name, count, backDated }) => `${name} ${count} ${backDated}`)

describeEachEngine('Freshness', (engine) => {
  /** On 30 November: Ana's deals were touched 40, 20, 10 days ago and now by a note; Ben's 40 days ago; one is won. */
  const start = async () => {
    const team = await makeTeam(await engine.fresh(), { startsAt: '2026-10-21T08:00:00.000Z' })
    const { rep, otherRep, manager, clock, ctxOf, members } = team
    for (const name of ['A', 'B', 'C', 'D']) await createOpportunity(rep, { name })
    await createOpportunity(otherRep, { name: 'E' })
    await createOpportunity(rep, { name: 'F' })
    clock.set('2026-11-10T08:00:00.000Z')
    await editOpportunity(ctxOf(members.rep, 'web'), { opportunity: 2, changes: { value: 100 } })
    clock.set('2026-11-20T08:00:00.000Z')
    await editOpportunity(ctxOf(members.rep, 'api'), { opportunity: 3, changes: { value: 100 } })
    clock.set('2026-11-30T08:00:00.000Z')
    await addNote(rep, { opportunity: 4, text: 'Called' })
    await closeOpportunity(manager, { opportunity: 6, status: 'won', closedOn: '2026-11-25' })
    return team
  }

  it('says whose open deals were touched lately, and by which way changes came', async () => {
    const { manager } = await start()
    const result = await answer(manager, 'freshness')
    expect(owners(result)).toEqual(['Ana Rep 1/4 2/4 3/4', 'Ben Rep 0/1 0/1 0/1'])
    expect(ways(result)).toEqual(['Slack 7 1', 'Web 1 0', 'API 1 0', 'Import 0 0', 'Automation 0 0'])
    expect(result.summary).toBe(
      '3 of 5 open deals (60\u00a0%) were touched in the last 30 days; 1 of 9 changes was back-dated.',
    )
    expect(share(result.totals.touched7)).toBe('1/5')
    for (const row of result.rows.filter(({ group }) => group === 'owner')) {
      expect((await behind(manager, row)).count).toBe(row.count)
    }
  })

  it('counts the changes of the period, and those of the deals asked for', async () => {
    const { manager } = await start()
    const slack = async (words: object) => ways(await answer(manager, 'freshness', words))[0]
    expect(await slack({ period: 'this-month' })).toBe('Slack 1 1')
    expect(await slack({ to: '2026-11-01' })).toBe('Slack 6 0')
    expect(await slack({ owner: ['Ben Rep'] })).toBe('Slack 1 0')
  })

  it('goes by what was known as of an earlier moment', async () => {
    const { manager } = await start()
    const result = await answer(manager, 'freshness', { asOf: '2026-11-10T08:00:00.000Z' })
    expect(owners(result)).toEqual(['Ana Rep 1/5 1/5 5/5', 'Ben Rep 0/1 0/1 1/1'])
    expect(ways(result)[0]).toBe('Slack 6 0')
  })

  it('has nothing to say of owners where no deal is open', async () => {
    const { manager } = await makeTeam(await engine.fresh())
    const result = await answer(manager, 'freshness')
    expect(owners(result)).toEqual([])
    expect(result.summary).toBe('No deal is open; 0 of 0 changes were back-dated.')
  })

  it('shows a rep who may see own deals only nothing of the others', async () => {
    const { rep, workspace } = await start()
    const result = await answer({ ...rep, workspace: { ...workspace, repsSee: 'own' } }, 'freshness')
    expect(owners(result)).toEqual(['Ana Rep 1/4 2/4 3/4'])
    expect(ways(result)[0]).toBe('Slack 6 1')
  })
})
