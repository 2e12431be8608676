import { expect, test } from 'vitest'
import { apiTokenMember, createApiToken, listApiTokens, revokeApiToken, setActive } from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('API tokens', (engine) => {
  test('a token acts in the name of its member and is kept as a hash only', async () => {
    const { database, rep, members, workspace, clock } = await makeTeam(await engine.fresh())
    const { token } = await createApiToken(rep, { name: 'Nightly export' })
    expect(token).toMatch(/^dw_[\w-]{43}$/)
    const known = await apiTokenMember(database, token, clock.now())
    expect(known).toMatchObject({ member: members.rep, workspace: { id: workspace.id } })
    expect(await apiTokenMember(database, `${token}x`, clock.now())).toBeNull()
    expect(JSON.stringify(await database.read.selectFrom('api_tokens').selectAll().execute())).not.toContain(token)
  })

  test('the last use is kept to the hour', async () => {
    const { database, rep, clock } = await makeTeam(await engine.fresh())
    const { token } = await createApiToken(rep, { name: 'Script' })
    const lastUse = async () => (await listApiTokens(rep))[0]?.lastUsedAt
    expect(await lastUse()).toBeNull()
    const first = clock.now()
    await apiTokenMember(database, token, clock.now())
    clock.advance({ minutes: 59 })
    await apiTokenMember(database, token, clock.now())
    expect(await lastUse()).toBe(first)
    clock.advance({ minutes: 2 })
    await apiTokenMember(database, token, clock.now())
    expect(await lastUse()).toBe(clock.now())
  })

  test('a revoked token, and that of a member who is switched off, is worth nothing', async () => {
    const { database, rep, otherRep, admin, clock } = await makeTeam(await engine.fresh())
    const revoked = await createApiToken(rep, { name: 'Old' })
    const leaver = await createApiToken(otherRep, { name: 'Ben’s' })
    await revokeApiToken(rep, revoked.id)
    await setActive(admin, { member: 'Ben', active: false })
    for (const { token } of [revoked, leaver]) expect(await apiTokenMember(database, token, clock.now())).toBeNull()
    await expect(revokeApiToken(rep, revoked.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('members see and revoke their own tokens, admins everybody’s', async () => {
    const { rep, otherRep, admin } = await makeTeam(await engine.fresh())
    const { id } = await createApiToken(rep, { name: 'Ana’s' })
    await createApiToken(admin, { name: 'Ben’s, by the admin', member: 'Ben' })
    expect((await listApiTokens(rep)).map((token) => token.name)).toEqual(['Ana’s'])
    expect((await listApiTokens(otherRep)).map((token) => token.name)).toEqual(['Ben’s, by the admin'])
    expect(await listApiTokens(admin)).toHaveLength(2)
    await expect(revokeApiToken(otherRep, id)).rejects.toMatchObject({ code: 'not_found' })
    await revokeApiToken(admin, id)
    expect(await listApiTokens(rep)).toEqual([])
  })

  test('only admins make tokens for others, and the program says for whom', async () => {
    const { manager, system } = await makeTeam(await engine.fresh())
    await expect(createApiToken(manager, { name: 'Sneaky', member: 'Dana' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(createApiToken(system, { name: 'Nobody’s' })).rejects.toMatchObject({ code: 'invalid' })
    expect((await createApiToken(system, { name: 'For Ana', member: 'Ana' })).token).toMatch(/^dw_/)
  })
})
