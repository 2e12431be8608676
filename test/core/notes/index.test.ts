import { expect, test } from 'vitest'
import { addNote, changeSettings, createOpportunity, getOpportunity, listNotes } from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('notes', (engine) => {
  test('a note says who wrote what, when and how; the newest comes first', async () => {
    const { rep, manager, members, ctxOf, clock } = await makeTeam(await engine.fresh())
    const { number } = await createOpportunity(rep, { name: 'Acme renewal' })
    const first = await addNote(rep, { opportunity: number, text: '  Called Jane.\nShe likes it. ' })
    clock.advance({ hours: 1 })
    await addNote(ctxOf(members.manager, 'web'), { opportunity: number, text: 'Good.' })
    expect(first).toMatchObject({
      opportunityNumber: number,
      author: { id: members.rep.id, name: 'Ana Rep' },
      text: 'Called Jane.\nShe likes it.',
      via: 'slack',
    })
    const notes = await listNotes(manager, number)
    expect(notes.map((note) => [note.author?.name, note.text, note.via])).toEqual([
      ['Mia Manager', 'Good.', 'web'],
      ['Ana Rep', 'Called Jane.\nShe likes it.', 'slack'],
    ])
  })

  test('a note counts as activity and leaves the version alone', async () => {
    const { rep, clock } = await makeTeam(await engine.fresh())
    const before = await createOpportunity(rep, { name: 'Acme renewal' })
    clock.advance({ days: 3 })
    await addNote(rep, { opportunity: before.number, text: 'Still alive.' })
    const after = await getOpportunity(rep, before.number)
    expect(after).toEqual({ ...before, lastActivityAt: clock.now() })
  })

  test('a note with nothing in it, or far too much, is refused', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    const { number } = await createOpportunity(rep, { name: 'Acme renewal' })
    await expect(addNote(rep, { opportunity: number, text: ' \n ' })).rejects.toThrow('Write a text.')
    await expect(addNote(rep, { opportunity: number, text: 'x'.repeat(10_001) })).rejects.toMatchObject({
      code: 'invalid',
      fields: { text: expect.stringContaining('the most is 10,000') },
    })
  })

  test('who may not see a deal can neither read nor write its notes', async () => {
    const { rep, otherRep, admin } = await makeTeam(await engine.fresh())
    const { number } = await createOpportunity(rep, { name: 'Acme renewal' })
    const workspace = await changeSettings(admin, { repsSee: 'own' })
    const outsider = { ...otherRep, workspace }
    await expect(addNote(outsider, { opportunity: number, text: 'Hello' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(listNotes(outsider, number)).rejects.toMatchObject({ code: 'not_found' })
    await expect(listNotes(rep, 404)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a request that comes again adds no second note', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    const { number } = await createOpportunity(rep, { name: 'Acme renewal' })
    const request = { ...rep, requestKey: 'written/D1/17.1' }
    const first = await addNote(request, { opportunity: number, text: 'Called Jane.' })
    expect(await addNote(request, { opportunity: number, text: 'Called Jane.' })).toEqual(first)
    expect(await listNotes(rep, number)).toHaveLength(1)
  })
})
