import { expect, test } from 'vitest'
import {
  changeSettings,
  createOpportunity,
  followOpportunity,
  muteOpportunity,
  stancesOn,
  unfollowOpportunity,
  unmuteOpportunity,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('following a deal', (engine) => {
  const open = async () => {
    const team = await makeTeam(await engine.fresh())
    const { id } = await createOpportunity(team.rep, { name: 'Acme' })
    return { ...team, stances: async () => Object.fromEntries(await stancesOn(team.system, id)) }
  }

  test('is a wish of one’s own, which muting takes the place of', async () => {
    const { rep, otherRep, members, stances } = await open()
    await followOpportunity(rep, { opportunity: 1 })
    await followOpportunity(rep, { opportunity: 1 })
    await followOpportunity(otherRep, { opportunity: 1 })
    await muteOpportunity(rep, { opportunity: 1 })
    expect(await stances()).toEqual({ [members.rep.id]: 'muted', [members.otherRep.id]: 'following' })
  })

  test('ends without ending what it was not', async () => {
    const { rep, members, stances } = await open()
    await muteOpportunity(rep, { opportunity: 1 })
    await unfollowOpportunity(rep, { opportunity: 1 })
    expect(await stances()).toEqual({ [members.rep.id]: 'muted' })
    await unmuteOpportunity(rep, { opportunity: 1 })
    expect(await stances()).toEqual({})
  })

  test('is for members, and for deals that they may see', async () => {
    const { admin, otherRep, system } = await open()
    await expect(followOpportunity(system, { opportunity: 1 })).rejects.toMatchObject({ code: 'invalid' })
    await expect(followOpportunity(otherRep, { opportunity: 9 })).rejects.toMatchObject({ code: 'not_found' })
    const workspace = await changeSettings(admin, { repsSee: 'own' })
    const blind = { ...otherRep, workspace }
    await expect(followOpportunity(blind, { opportunity: 1 })).rejects.toMatchObject({ code: 'not_found' })
  })
})
