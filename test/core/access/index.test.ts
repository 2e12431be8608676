import { expect, test } from 'vitest'
import {
  createSignInLink,
  type Database,
  endOwnSession,
  endOwnSessions,
  endSession,
  ownSessions,
  peekSignInLink,
  redeemSignInLink,
  renewSession,
  sessionMember,
  setActive,
  startSession,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { quietLog } from '../../support/quiet-log.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('access', (engine) => {
  test('a link signs its member in, once', async () => {
    const { database, rep, members, workspace, clock } = await makeTeam(await engine.fresh())
    const { token } = await createSignInLink(rep)
    const signedIn = await redeem(database, token, clock.now())
    expect(signedIn).toMatchObject({ member: members.rep, workspace: { id: workspace.id } })
    expect(await sessionMember(database, signedIn.sessionToken, clock.now())).toMatchObject({ member: members.rep })
    await expect(redeem(database, token, clock.now())).rejects.toThrow(
      'This link was already used. Ask for a new one with /deal dashboard.',
    )
  })

  test('looking at a link does not spend it', async () => {
    const { database, rep, clock } = await makeTeam(await engine.fresh())
    const { token } = await createSignInLink(rep)
    const shown = { memberName: 'Ana Rep', workspaceName: 'Acme Sales' }
    expect(await peekSignInLink(database, token, clock.now())).toEqual(shown)
    expect(await peekSignInLink(database, token, clock.now())).toEqual(shown)
    expect((await redeem(database, token, clock.now())).member.name).toBe('Ana Rep')
  })

  test('two browsers with one link: one gets in', async () => {
    const { database, rep, clock } = await makeTeam(await engine.fresh())
    const { token } = await createSignInLink(rep)
    const both = [redeem(database, token, clock.now()), redeem(database, token, clock.now())]
    const outcomes = await Promise.allSettled(both)
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('a link is over after five minutes', async () => {
    const { database, rep, clock } = await makeTeam(await engine.fresh())
    const { token, expiresAt } = await createSignInLink(rep)
    clock.advance({ minutes: 5 })
    expect(expiresAt).toBe(clock.now())
    const message = 'This link has expired. Ask for a new one with /deal dashboard.'
    await expect(peekSignInLink(database, token, clock.now())).rejects.toThrow(message)
    await expect(redeem(database, token, clock.now())).rejects.toThrow(message)
  })

  test('a made-up link is not valid', async () => {
    const { database, clock } = await makeTeam(await engine.fresh())
    await expect(redeem(database, 'guess', clock.now())).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a session lasts 30 days after its last use', async () => {
    const { database, rep, members, clock } = await makeTeam(await engine.fresh())
    let { sessionToken } = await startSession(rep, members.rep)
    for (let visit = 0; visit < 3; visit++) {
      clock.advance({ days: 29 })
      expect(await sessionMember(database, sessionToken, clock.now())).toMatchObject({ renewalDue: true })
      sessionToken = (await renewSession(database, sessionToken, clock.now()))?.sessionToken ?? ''
    }
    clock.advance({ days: 30 })
    expect(await sessionMember(database, sessionToken, clock.now())).toBeNull()
  })

  test('a browser gets a new word once a day; the old one serves those under way for a minute', async () => {
    const { database, rep, members, clock } = await makeTeam(await engine.fresh())
    const { sessionToken } = await startSession(rep, members.rep)
    clock.advance({ hours: 23 })
    expect(await renewSession(database, sessionToken, clock.now())).toBeNull()
    clock.advance({ hours: 1 })
    const twice = [1, 2].map(() => renewSession(database, sessionToken, clock.now()))
    const [renewed, ...others] = (await Promise.all(twice)).filter((one) => one !== null)
    expect(others).toEqual([])
    clock.advance({ seconds: 59 })
    expect(await sessionMember(database, sessionToken, clock.now())).toMatchObject({ renewalDue: false })
    clock.advance({ seconds: 1 })
    expect(await sessionMember(database, sessionToken, clock.now())).toBeNull()
    expect(await sessionMember(database, renewed?.sessionToken ?? '', clock.now())).not.toBeNull()
  })

  test('a member sees where they are signed in, and signs one browser out, all others, or all', async () => {
    const { database, rep, admin, members, clock } = await makeTeam(await engine.fresh())
    const others = await startSession(admin, members.admin)
    const tokens: string[] = []
    for (const browser of ['Firefox on Linux', 'Chrome on Android', 'Safari on macOS']) {
      tokens.push((await startSession(rep, members.rep, browser)).sessionToken)
      clock.advance({ minutes: 1 })
    }
    const shown = await ownSessions(rep)
    expect(shown.map(({ browser }) => browser)).toEqual(['Safari on macOS', 'Chrome on Android', 'Firefox on Linux'])
    const signedIn = () =>
      Promise.all(tokens.map(async (token) => (await sessionMember(database, token, clock.now())) !== null))

    await endOwnSession(rep, shown[1]?.id ?? '')
    expect(await signedIn()).toEqual([true, false, true])
    await endOwnSession(admin, shown[0]?.id ?? '')
    expect(await signedIn()).toEqual([true, false, true])
    await endOwnSessions(rep, { but: shown[0]?.id ?? '' })
    expect(await signedIn()).toEqual([false, false, true])
    await endOwnSessions(rep)
    expect(await signedIn()).toEqual([false, false, false])
    expect(await sessionMember(database, others.sessionToken, clock.now())).not.toBeNull()
  })

  test('signing out ends the session; a made-up one was never there', async () => {
    const { database, rep, members, clock } = await makeTeam(await engine.fresh())
    const { sessionToken } = await startSession(rep, members.rep)
    await endSession(database, sessionToken)
    expect(await sessionMember(database, sessionToken, clock.now())).toBeNull()
    expect(await sessionMember(database, 'guess', clock.now())).toBeNull()
  })

  test('who is switched off is out at once, and links no longer let them in', async () => {
    const { database, rep, admin, members, clock, system } = await makeTeam(await engine.fresh())
    const { sessionToken } = await startSession(rep, members.rep)
    const { token } = await createSignInLink(rep)
    await setActive(admin, { member: members.rep.id, active: false })
    expect(await sessionMember(database, sessionToken, clock.now())).toBeNull()
    await expect(redeem(database, token, clock.now())).rejects.toMatchObject({ code: 'forbidden' })
    await expect(startSession(system, members.rep)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('nobody signs in as somebody else, and the program asks for no link', async () => {
    const { admin, members, system } = await makeTeam(await engine.fresh())
    await expect(startSession(admin, members.rep)).rejects.toThrow('You can sign in as yourself only.')
    await expect(createSignInLink(system)).rejects.toMatchObject({ code: 'invalid' })
  })

  test('neither the link nor the session stands in the database as such', async () => {
    const { database, rep, members } = await makeTeam(await engine.fresh())
    const { token } = await createSignInLink(rep)
    const { sessionToken } = await startSession(rep, members.rep)
    const links = await database.read.selectFrom('sign_in_links').selectAll().execute()
    const sessions = await database.read.selectFrom('sessions').selectAll().execute()
    const kept = JSON.stringify([links, sessions])
    expect(links).toHaveLength(1)
    expect(sessions).toHaveLength(1)
    expect(kept).not.toContain(token)
    expect(kept).not.toContain(sessionToken)
  })
})

function redeem(database: Database, token: string, now: string) {
  return redeemSignInLink(database, { token, now, log: quietLog })
}
