import { expect, it } from 'vitest'
import {
  arrangeOverview,
  overviewOf,
  removeOverviewView,
  resetOverview,
  saveOverviewView,
  setTeamOverview,
  showOverview,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

const STANDARD = ['key-figures', 'value-by-stage', 'conversion', 'funnel', 'owners', 'status', 'won-lost']

describeEachEngine('An overview', (engine) => {
  const start = async () => {
    const team = await makeTeam(await engine.fresh())
    const cards = async (ctx = team.rep) => (await overviewOf(ctx)).cards.map(({ card }) => card)
    return { ...team, cards }
  }

  it('begins with what every team begins with', async () => {
    const { rep, cards } = await start()
    expect(await cards()).toEqual(STANDARD)
    expect(await overviewOf(rep)).toMatchObject({ shown: 'standard', hasOwn: false, views: [] })
  })

  it('is arranged by each member for themselves', async () => {
    const { rep, otherRep, cards } = await start()
    await arrangeOverview(rep, { do: 'remove', card: 'funnel' })
    await arrangeOverview(rep, { do: 'up', card: 'owners' })
    await arrangeOverview(rep, { do: 'down', card: 'key-figures' })
    await arrangeOverview(rep, { do: 'add', card: 'bridge' })
    await arrangeOverview(rep, { do: 'resize', card: 'bridge', size: 'full' })
    expect(await cards()).toEqual([
      ...['value-by-stage', 'key-figures', 'owners', 'conversion', 'status', 'won-lost', 'bridge'],
    ])
    expect((await overviewOf(rep)).cards.at(-1)).toEqual({ card: 'bridge', size: 'full', options: {} })
    expect(await cards(otherRep)).toEqual(STANDARD)
  })

  it('takes a whole new order, and leaves behind what the order does not name', async () => {
    const { rep, cards } = await start()
    await arrangeOverview(rep, { do: 'order', order: ['status', 'sails', 'key-figures'] })
    expect(await cards()).toEqual([
      ...['status', 'key-figures', 'value-by-stage', 'conversion', 'funnel', 'owners', 'won-lost'],
    ])
  })

  it('may be empty, and is given back what it began with', async () => {
    const { rep, cards } = await start()
    for (const card of STANDARD) await arrangeOverview(rep, { do: 'remove', card })
    expect(await cards()).toEqual([])
    await resetOverview(rep)
    expect(await cards()).toEqual(STANDARD)
  })

  it('refuses what there is not, and changes nothing then', async () => {
    const { rep, system, cards } = await start()
    await expect(arrangeOverview(rep, { do: 'add', card: 'sails' })).rejects.toThrow('no card “sails”')
    await expect(arrangeOverview(rep, { do: 'up', card: 'bridge' })).rejects.toThrow('not on your overview any more')
    await expect(arrangeOverview(rep, { do: 'resize', card: 'funnel', size: 'huge' })).rejects.toThrow(
      'third, half, two-thirds, full',
    )
    await expect(arrangeOverview(system, { do: 'remove', card: 'funnel' })).rejects.toThrow('Nobody in particular')
    await expect(showOverview(rep, 'own')).rejects.toMatchObject({ code: 'not_found' })
    expect(await cards()).toEqual(STANDARD)
  })

  it('shows what a manager shares, while one’s own arrangement stays', async () => {
    const { rep, manager, cards } = await start()
    await arrangeOverview(rep, { do: 'remove', card: 'key-figures' })
    await arrangeOverview(manager, { do: 'order', order: ['won-lost'] })
    const { id } = await saveOverviewView(manager, { name: 'Monday', teamDefault: false })
    await showOverview(rep, id)
    expect((await cards())[0]).toBe('won-lost')
    expect(await overviewOf(rep)).toMatchObject({ shown: id, hasOwn: true, views: [{ id, name: 'Monday' }] })
    await showOverview(rep, 'own')
    expect((await cards())[0]).toBe('value-by-stage')
  })

  it('is, for whoever chose nothing, the view that a manager made the team’s', async () => {
    const { rep, otherRep, manager, cards } = await start()
    await arrangeOverview(rep, { do: 'remove', card: 'key-figures' })
    await arrangeOverview(manager, { do: 'order', order: ['won-lost'] })
    const { id } = await saveOverviewView(manager, { name: 'Monday', teamDefault: true })
    expect((await cards(otherRep))[0]).toBe('won-lost')
    expect((await cards(rep))[0]).toBe('value-by-stage')
    await setTeamOverview(manager, null)
    expect(await cards(otherRep)).toEqual(STANDARD)
    await setTeamOverview(manager, id)
    await showOverview(otherRep, 'standard')
    expect(await cards(otherRep)).toEqual(STANDARD)
  })

  it('has one default for the team, and gives way to it when a view is taken away', async () => {
    const { rep, manager, cards } = await start()
    const first = await saveOverviewView(manager, { name: 'First', teamDefault: true })
    await arrangeOverview(manager, { do: 'order', order: ['status'] })
    const second = await saveOverviewView(manager, { name: 'Second', teamDefault: true })
    expect((await overviewOf(rep)).views).toEqual([
      { id: first.id, name: 'First', teamDefault: false },
      { id: second.id, name: 'Second', teamDefault: true },
    ])
    await showOverview(rep, first.id)
    await removeOverviewView(manager, first.id)
    expect((await cards())[0]).toBe('status')
  })

  it('is shared by managers only, under a name of its own', async () => {
    const { rep, manager } = await start()
    await saveOverviewView(manager, { name: 'Monday', teamDefault: false })
    await expect(saveOverviewView(manager, { name: ' monday ', teamDefault: false })).rejects.toThrow(
      'There is a view called monday already.',
    )
    const { views } = await overviewOf(rep)
    const id = views[0]?.id ?? ''
    for (const attempt of [
      () => saveOverviewView(rep, { name: 'Mine', teamDefault: false }),
      () => setTeamOverview(rep, id),
      () => removeOverviewView(rep, id),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' })
    }
    await saveOverviewView(manager, { name: 'Monday', teamDefault: true, view: id })
    expect((await overviewOf(rep)).views).toEqual([{ id, name: 'Monday', teamDefault: true }])
  })

  it('stays within its workspace', async () => {
    const { database, manager } = await start()
    const { id } = await saveOverviewView(manager, { name: 'Secret', teamDefault: true })
    const other = await makeTeam(database, { slackTeamId: 'T2', name: 'Other' })
    expect(await overviewOf(other.manager)).toMatchObject({ views: [], shown: 'standard' })
    for (const attempt of [
      () => showOverview(other.manager, id),
      () => setTeamOverview(other.manager, id),
      () => removeOverviewView(other.manager, id),
      () => saveOverviewView(other.manager, { name: 'Taken', teamDefault: false, view: id }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  it('survives a report that is no more and a text that is broken', async () => {
    const { rep, database, cards } = await start()
    await arrangeOverview(rep, { do: 'remove', card: 'key-figures' })
    const store = (text: string) =>
      database.transaction(async (db) => {
        await db.updateTable('overview_choices').set({ cards: text }).execute()
      })
    await store('[{"card":"tea-leaves","size":"half"},{"card":"status","size":"huge","options":{"mode":"x"}},7,null]')
    expect((await overviewOf(rep)).cards).toEqual([{ card: 'status', size: 'half', options: {} }])
    await arrangeOverview(rep, { do: 'add', card: 'funnel' })
    expect(await cards()).toEqual(['status', 'funnel'])
    for (const broken of ['{"cards":', '"cards"', '{}', '']) {
      await store(broken)
      expect(await cards()).toEqual(STANDARD)
    }
  })
})
