import { expect, test } from 'vitest'
import {
  actorOf,
  createMember,
  findMember,
  listMembers,
  memberBySlackUser,
  type Role,
  setActive,
  setRole,
  systemActor,
  welcomeMember,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

const carl = {
  slackUserId: 'U9',
  name: 'Carl New',
  email: 'Carl@Acme.example',
  timeZone: 'Europe/Paris',
  pictureUrl: 'https://example.com/carl.png',
  isSlackAdmin: false,
}

describeEachEngine('members', (engine) => {
  test('a first contact from Slack makes a rep, with what Slack tells', async () => {
    const { system, rep } = await makeTeam(await engine.fresh())
    const member = await welcomeMember(system, carl)
    expect(member).toMatchObject({ name: 'Carl New', email: 'carl@acme.example', role: 'rep', active: true })
    expect(await memberBySlackUser(rep, 'U9')).toEqual(member)
    expect(await memberBySlackUser(rep, 'U8')).toBeNull()
  })

  test('Slack’s admins become admins', async () => {
    const { system } = await makeTeam(await engine.fresh())
    expect((await welcomeMember(system, { ...carl, isSlackAdmin: true })).role).toBe('admin')
  })

  test('a later contact fills in what is empty and changes nothing else', async () => {
    const { system } = await makeTeam(await engine.fresh())
    await welcomeMember(system, { ...carl, email: null, pictureUrl: null })
    const again = await welcomeMember(system, { ...carl, name: 'Other', timeZone: 'Asia/Tokyo', isSlackAdmin: true })
    expect(again).toMatchObject({
      name: 'Carl New',
      role: 'rep',
      timeZone: 'Europe/Paris',
      email: 'carl@acme.example',
      pictureUrl: 'https://example.com/carl.png',
    })
  })

  test('the same first contact twice at once makes one member', async () => {
    const { system } = await makeTeam(await engine.fresh())
    const [a, b] = await Promise.all([welcomeMember(system, carl), welcomeMember(system, carl)])
    expect(a.id).toBe(b.id)
  })

  test('a rep who was added by e-mail becomes the Slack user with that address', async () => {
    const { system, admin } = await makeTeam(await engine.fresh())
    const added = await createMember(admin, { name: 'Carl N.', email: 'carl@acme.example' })
    expect(await welcomeMember(system, carl)).toMatchObject({ id: added.id, name: 'Carl N.', slackUserId: 'U9' })
  })

  test('an e-mail address alone never hands out the rights of an admin', async () => {
    const { system, admin } = await makeTeam(await engine.fresh())
    const added = await createMember(admin, { name: 'Boss', email: 'carl@acme.example', role: 'admin' })
    const welcomed = await welcomeMember(system, carl)
    expect(welcomed.id).not.toBe(added.id)
    expect(welcomed.role).toBe('rep')
  })

  test('the same address or Slack user cannot be added twice', async () => {
    const { admin } = await makeTeam(await engine.fresh())
    const twice = [
      { name: 'Ana again', email: 'ANA@acme.example' },
      { name: 'Ana again', slackUserId: 'U1' },
    ]
    for (const input of twice) {
      await expect(createMember(admin, input)).rejects.toThrow('Ana Rep is a member already.')
    }
  })

  test('only admins add members, change roles and switch members off', async () => {
    const { rep, manager, members } = await makeTeam(await engine.fresh())
    for (const ctx of [rep, manager]) {
      await expect(createMember(ctx, { name: 'Friend' })).rejects.toMatchObject({ code: 'forbidden' })
      await expect(setRole(ctx, { member: members.rep.id, role: 'admin' })).rejects.toMatchObject({ code: 'forbidden' })
      await expect(setActive(ctx, { member: members.rep.id, active: false })).rejects.toMatchObject({
        code: 'forbidden',
      })
    }
  })

  test('the last admin cannot step down or be switched off', async () => {
    const { admin, members } = await makeTeam(await engine.fresh())
    const message = 'Dana Bright is the only admin. Make somebody else an admin first.'
    await expect(setRole(admin, { member: 'me', role: 'rep' })).rejects.toThrow(message)
    await expect(setActive(admin, { member: 'me', active: false })).rejects.toThrow(message)
    await setRole(admin, { member: members.manager.id, role: 'admin' })
    expect(await setRole(admin, { member: 'me', role: 'rep' })).toMatchObject({ role: 'rep' })
  })

  test('two admins who step down at the same moment leave one', async () => {
    const { admin, members, ctxOf } = await makeTeam(await engine.fresh())
    const other = ctxOf(await setRole(admin, { member: members.manager.id, role: 'admin' }))
    const both = [setRole(admin, { member: 'me', role: 'rep' }), setRole(other, { member: 'me', role: 'rep' })]
    const outcomes = await Promise.allSettled(both)
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('a role that does not exist is refused', async () => {
    const { admin } = await makeTeam(await engine.fresh())
    await expect(setRole(admin, { member: 'Ana', role: 'king' as Role })).rejects.toThrow(
      '“king” is not a role. Choose rep, manager or admin.',
    )
  })

  test('who is switched off is not listed, not found and cannot act, until switched on again', async () => {
    const { admin, members } = await makeTeam(await engine.fresh())
    const off = await setActive(admin, { member: 'Ben', active: false })
    expect((await listMembers(admin)).map((member) => member.name)).toEqual(['Ana Rep', 'Dana Bright', 'Mia Manager'])
    expect(await listMembers(admin, { inactive: true })).toHaveLength(4)
    await expect(findMember(admin, 'Ben')).rejects.toMatchObject({ code: 'not_found' })
    expect(() => actorOf(off, 'slack')).toThrow('Your account is switched off here.')
    await setActive(admin, { member: members.otherRep.id, active: true })
    expect((await findMember(admin, 'Ben')).active).toBe(true)
  })

  test.for([
    ['me', 'Ana Rep'],
    ['@me', 'Ana Rep'],
    ['U3', 'Mia Manager'],
    ['<@U3>', 'Mia Manager'],
    ['<@U3|mia>', 'Mia Manager'],
    ['@mia', 'Mia Manager'],
    ['bright', 'Dana Bright'],
    ['ben rep', 'Ben Rep'],
  ])('“%s” names %s', async ([words, name]) => {
    const { rep } = await makeTeam(await engine.fresh())
    expect((await findMember(rep, words as string)).name).toBe(name)
  })

  test('a member who cannot be told is asked for with help', async () => {
    const { rep, system } = await makeTeam(await engine.fresh())
    await expect(findMember(rep, 'rep')).rejects.toThrow('“rep” may mean Ana Rep or Ben Rep.')
    await expect(findMember(rep, 'anna')).rejects.toThrow('There is no member “anna”. Did you mean Ana Rep?')
    await expect(findMember(rep, '<@U404>')).rejects.toThrow('has not used Dealwright yet')
    await expect(findMember(system, 'me')).rejects.toMatchObject({ code: 'invalid' })
  })

  test('the program acts as an admin without being a member', () => {
    expect(systemActor('Import', 'import')).toEqual({ memberId: null, name: 'Import', role: 'admin', via: 'import' })
  })
})
