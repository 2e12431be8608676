import { expect, it } from 'vitest'
import {
  createOpportunity,
  createTask,
  homeOf,
  moveOpportunity,
  rememberHome,
  setRole,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('A Home', (engine) => {
  const start = async () => {
    const team = await makeTeam(await engine.fresh())
    const waiting = async () => {
      const jobs = await team.database.read
        .selectFrom('outbox')
        .selectAll()
        .where('kind', '=', 'publish-home')
        .execute()
      return jobs.map(({ key, generation }) => [key, generation])
    }
    return { ...team, waiting }
  }

  it('begins with one’s own day, and a manager’s with the team’s', async () => {
    const { rep, manager, system } = await start()
    expect(await homeOf(rep)).toEqual({ state: { whose: 'mine', cursors: {} }, hash: null })
    expect(await homeOf(manager)).toEqual({ state: { whose: 'team', cursors: {} }, hash: null })
    await expect(homeOf(system)).rejects.toMatchObject({ code: 'invalid' })
  })

  it('stays as it was shown last; who is a manager no longer is back at their own day', async () => {
    const { rep, manager, admin, members, ctxOf } = await start()
    const home = { state: { whose: 'team', cursors: { deals: { stale: 'abc' } } }, hash: '1.2' } as const
    await rememberHome(manager, home)
    await rememberHome(manager, { ...home, hash: '3.4' })
    expect(await homeOf(manager)).toEqual({ ...home, hash: '3.4' })
    expect((await homeOf(rep)).hash).toBeNull()
    const demoted = ctxOf(await setRole(admin, { member: members.manager.id, role: 'rep' }))
    expect((await homeOf(demoted)).state).toEqual({ whose: 'mine', cursors: {} })
  })

  it('is asked for again after own changes, several as one, and only of those who opened it', async () => {
    const { rep, otherRep, members, waiting } = await start()
    await createOpportunity(rep, { name: 'Acme' })
    await moveOpportunity(rep, { opportunity: 1, stage: 'Proposal' })
    expect(await waiting()).toEqual([])
    await rememberHome(rep, { state: { whose: 'mine', cursors: {} }, hash: null })
    await moveOpportunity(rep, { opportunity: 1, stage: 'Negotiation' })
    await createTask(rep, { opportunity: 1, text: 'Call' })
    await moveOpportunity(otherRep, { opportunity: 1, stage: 'Proposal' })
    expect(await waiting()).toEqual([[members.rep.id, 2]])
    await createOpportunity(rep, { name: 'Globex' })
    expect(await waiting()).toEqual([[members.rep.id, 3]])
  })
})
