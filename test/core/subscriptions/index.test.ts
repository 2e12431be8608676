import { expect, test } from 'vitest'
import {
  addRate,
  closeOpportunity,
  createOpportunity,
  createPipeline,
  editOpportunity,
  listSubscriptions,
  moveOpportunity,
  narrowSubscription,
  previewSubscription,
  subscribe,
  unsubscribe,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('subscriptions', (engine) => {
  const open = async () => makeTeam(await engine.fresh())

  test('say what a place wants to hear, by kind, pipeline, value and owner', async () => {
    const { rep, members } = await open()
    const wish = { kinds: ['lost', 'won'], pipeline: 'sales', owner: 'ana', minValue: 1_000_000 }
    const made = await subscribe(rep, { place: 'C1', ...wish })
    expect(made).toMatchObject({ place: 'C1', kinds: ['won', 'lost'], minValue: 1_000_000, currency: 'USD' })
    expect(made.owner).toEqual({ id: members.rep.id, name: 'Ana Rep' })
    expect(await listSubscriptions(rep, { place: 'C1' })).toEqual([made])
    expect(await listSubscriptions(rep, { place: 'C2' })).toEqual([])
  })

  test('with the same filters are one', async () => {
    const { rep } = await open()
    await subscribe(rep, { place: 'C1', kinds: ['won'] })
    await subscribe(rep, { place: 'C1', kinds: ['won', 'lost'] })
    await subscribe(rep, { place: 'C1', kinds: ['won'], minValue: 5 })
    expect((await listSubscriptions(rep)).map(({ kinds }) => kinds)).toEqual([['won', 'lost'], ['won']])
  })

  test('are refused in words when they make no sense', async () => {
    const { rep } = await open()
    const attempts = [
      { place: 'C1', kinds: [] },
      { place: 'C1', kinds: ['weather'] },
      { place: '#general', kinds: ['won'] },
      { place: 'C1', kinds: ['won'], minValue: -1 },
    ]
    for (const attempt of attempts) await expect(subscribe(rep, attempt)).rejects.toMatchObject({ code: 'invalid' })
    await expect(subscribe(rep, { place: 'C1', kinds: ['won'], pipeline: 'x' })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(subscribe(rep, { place: 'U2', kinds: ['won'] })).rejects.toMatchObject({ code: 'forbidden' })
    expect(await listSubscriptions(rep)).toEqual([])
    expect(await subscribe(rep, { place: 'U1', kinds: ['won'] })).toMatchObject({ place: 'U1' })
  })

  test('are ended or narrowed by who made them, and by managers', async () => {
    const { rep, otherRep, manager } = await open()
    const { id } = await subscribe(rep, { place: 'C1', kinds: ['won', 'lost'] })
    await expect(unsubscribe(otherRep, id)).rejects.toThrow('Ana Rep made this subscription.')
    expect(await narrowSubscription(manager, { id, without: ['lost'] })).toMatchObject({ kinds: ['won'] })
    expect(await narrowSubscription(rep, { id, without: ['won'] })).toBeNull()
    await expect(unsubscribe(rep, id)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('tell beforehand how many messages they would have posted last week', async () => {
    const { rep, otherRep, admin, clock } = await open()
    await createPipeline(admin, { name: 'Partners', stages: [{ name: 'First' }, { name: 'Second' }] })
    await createOpportunity(rep, { name: 'Long ago', value: 500 })
    clock.advance({ days: 8 })
    await createOpportunity(rep, { name: 'Acme', value: 500 })
    await createOpportunity(otherRep, { name: 'Globex', value: 20_000, pipeline: 'Partners' })
    clock.advance({ minutes: 5 })
    // A burst: one message, though two of its changes fit.
    await moveOpportunity(rep, { opportunity: 2, stage: 'Proposal' })
    await editOpportunity(rep, { opportunity: 2, changes: { value: 900 } })
    clock.advance({ minutes: 5 })
    await moveOpportunity(rep, { opportunity: 3, stage: 'Second' })
    await closeOpportunity(rep, { opportunity: 3, status: 'won' })

    const messages = async (wish: Parameters<typeof previewSubscription>[1]) =>
      (await previewSubscription(rep, wish)).messages
    expect(await messages({ kinds: ['created'] })).toBe(2)
    expect(await messages({ kinds: ['moved'] })).toBe(2)
    expect(await messages({ kinds: ['moved', 'value'] })).toBe(2)
    expect(await messages({ kinds: ['moved'], pipeline: 'Partners' })).toBe(1)
    expect(await messages({ kinds: ['created'], minValue: 20_000 })).toBe(1)
    expect(await messages({ kinds: ['created'], owner: 'Ana Rep' })).toBe(1)
    expect(await messages({ kinds: ['lost'] })).toBe(0)
  })

  test('compare what a deal converts to with the least value; a deal without a rate is left out', async () => {
    const { rep, admin } = await open()
    await createOpportunity(rep, { name: 'Euros', value: 1_000, currency: 'EUR' })
    await createOpportunity(rep, { name: 'Yen', value: 100_000, currency: 'JPY' })
    const told = async (minValue: number) => (await previewSubscription(rep, { kinds: ['created'], minValue })).messages
    expect(await told(1)).toBe(0)
    await addRate(admin, { currency: 'EUR', day: '2026-11-01', rate: '1.1' })
    expect([await told(1_100), await told(1_101)]).toEqual([1, 0])
  })
})
