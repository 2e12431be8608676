import { expect, it } from 'vitest'
import { deleteFilter, listSavedFilters, saveFilter, setRole, updateFilter } from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

const LIST = { query: 'stage=Proposal&status=open', sort: '-value', columns: ['name', 'value'] } as const

describeEachEngine('Saved filters', (engine) => {
  const start = async () => makeTeam(await engine.fresh())
  const names = async (ctx: Parameters<typeof listSavedFilters>[0]) =>
    (await listSavedFilters(ctx)).map(({ name }) => name)

  it('belong to who saved them, by name, with what the list showed', async () => {
    const { rep, otherRep } = await start()
    await saveFilter(rep, { ...LIST, name: 'Zoo' })
    await saveFilter(rep, { ...LIST, name: '  Big   ones ' })
    expect(await names(rep)).toEqual(['Big ones', 'Zoo'])
    expect(await listSavedFilters(rep)).toContainEqual(expect.objectContaining({ ...LIST, name: 'Zoo', shared: false }))
    expect(await names(otherRep)).toEqual([])
  })

  it('are offered to the team when a manager shares them, after one’s own', async () => {
    const { rep, manager } = await start()
    await saveFilter(manager, { ...LIST, name: 'Closing', shared: true })
    await saveFilter(rep, { ...LIST, name: 'Mine' })
    expect(await names(rep)).toEqual(['Mine', 'Closing'])
    await expect(saveFilter(rep, { ...LIST, name: 'Ours', shared: true })).rejects.toMatchObject({ code: 'forbidden' })
    expect(await names(manager)).toEqual(['Closing'])
  })

  it('are updated, renamed, shared and deleted by their owner', async () => {
    const { manager, rep } = await start()
    const { id } = await saveFilter(manager, { ...LIST, name: 'Closing' })
    await updateFilter(manager, { id, query: 'status=won', columns: ['name', 'closed'], sort: 'name' })
    await updateFilter(manager, { id, name: 'Won' })
    expect(await names(rep)).toEqual([])
    await updateFilter(manager, { id, shared: true })
    const shown = { name: 'Won', query: 'status=won', columns: ['name', 'closed'], sort: 'name', shared: true }
    expect(await listSavedFilters(rep)).toEqual([expect.objectContaining(shown)])
    await deleteFilter(manager, id)
    expect(await names(manager)).toEqual([])
    await expect(deleteFilter(manager, id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('of others are changed by managers when shared, and by nobody else', async () => {
    const { manager, admin, rep, otherRep, members } = await start()
    const own = await saveFilter(rep, { ...LIST, name: 'Mine' })
    const ours = await saveFilter(manager, { ...LIST, name: 'Ours', shared: true })
    await expect(updateFilter(otherRep, { id: own.id, name: 'Taken' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(deleteFilter(admin, own.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(deleteFilter(rep, ours.id)).rejects.toThrow(/“Ours” is Mia Manager’s/)
    await updateFilter(admin, { id: ours.id, name: 'Everybody’s' })
    expect(await names(rep)).toEqual(['Mine', 'Everybody’s'])
    // Somebody who is a manager no more keeps theirs shared, and can take it back only as one.
    await setRole(admin, { member: members.manager.id, role: 'rep' })
    expect(await names(rep)).toEqual(['Mine', 'Everybody’s'])
  })

  it('have one name each per member, which is written', async () => {
    const { rep, otherRep } = await start()
    await saveFilter(rep, { ...LIST, name: 'Mine' })
    await saveFilter(otherRep, { ...LIST, name: 'Mine' })
    const taken = saveFilter(rep, { ...LIST, name: 'Mine' })
    await expect(taken).rejects.toMatchObject({ code: 'invalid', fields: { name: expect.stringContaining('already') } })
    await expect(saveFilter(rep, { ...LIST, name: ' ' })).rejects.toMatchObject({ fields: { name: 'Write a name.' } })
    await expect(saveFilter(rep, { ...LIST, name: 'x'.repeat(61) })).rejects.toMatchObject({ code: 'invalid' })
    await expect(saveFilter(rep, { ...LIST, name: 'Odd', columns: ['colour'] })).rejects.toMatchObject({
      code: 'invalid',
    })
    const long = saveFilter(rep, { ...LIST, name: 'Long', query: 'q='.padEnd(3000, 'x') })
    await expect(long).rejects.toThrow(/by too much/)
    expect(await names(rep)).toEqual(['Mine'])
  })
})
