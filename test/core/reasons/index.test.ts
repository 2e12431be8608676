import { expect, test } from 'vitest'
import { createReason, editReason, findReason, listReasons, retireReason } from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

describeEachEngine('reasons', (engine) => {
  test('a reason is found by name or its beginning, among those of the ending only', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    expect((await findReason(rep, 'price', 'lost')).name).toBe('Price')
    expect((await findReason(rep, 'comp', 'lost')).name).toBe('Competitor')
    await expect(findReason(rep, 'no', 'lost')).rejects.toThrow('“no” may mean No budget or No decision.')
    await expect(findReason(rep, 'Price', 'abandoned')).rejects.toThrow(
      'There is no reason “Price” for abandoned deals. The reasons: No response, Not a fit and Duplicate.',
    )
  })

  test('an admin adds a reason after the others; its name is free once per ending', async () => {
    const { admin } = await makeTeam(await engine.fresh())
    await createReason(admin, { name: 'Missing feature', status: 'lost' })
    const names = (await listReasons(admin, { status: 'lost' })).map((reason) => reason.name)
    expect(names.at(-1)).toBe('Missing feature')
    await expect(createReason(admin, { name: 'missing FEATURE', status: 'lost' })).rejects.toMatchObject({
      code: 'invalid',
    })
    expect((await createReason(admin, { name: 'Missing feature', status: 'abandoned' })).status).toBe('abandoned')
  })

  test('a reason gets another name', async () => {
    const { admin } = await makeTeam(await engine.fresh())
    expect((await editReason(admin, { reason: 'Price', name: 'Too expensive' })).name).toBe('Too expensive')
    expect((await findReason(admin, 'too exp', 'lost')).name).toBe('Too expensive')
  })

  test('a retired reason is no choice any more, but is still known', async () => {
    const { admin, clock } = await makeTeam(await engine.fresh())
    await retireReason(admin, { reason: 'Timing' })
    await expect(findReason(admin, 'Timing', 'lost')).rejects.toMatchObject({ code: 'not_found' })
    const known = await listReasons(admin, { retired: true })
    expect(known.find((reason) => reason.name === 'Timing')?.retiredAt).toBe(clock.now())
    expect((await createReason(admin, { name: 'Timing', status: 'lost' })).retiredAt).toBeNull()
  })

  test('a reason may say that there never was a deal, and take it back; its name stays', async () => {
    const { admin } = await makeTeam(await engine.fresh())
    expect(await editReason(admin, { reason: 'Duplicate', notARealDeal: true })).toMatchObject({
      name: 'Duplicate',
      notARealDeal: true,
    })
    const flagged = async () => (await listReasons(admin)).filter((one) => one.notARealDeal).map(({ name }) => name)
    await createReason(admin, { name: 'Test', status: 'abandoned', notARealDeal: true })
    await editReason(admin, { reason: 'Test', name: 'Only a test' })
    expect(await flagged()).toEqual(['Duplicate', 'Only a test'])
    await editReason(admin, { reason: 'Duplicate', notARealDeal: false })
    expect(await flagged()).toEqual(['Only a test'])
  })

  test('a retired reason is still said to be no real deal, or one, by its id; its name stays as it was', async () => {
    const { admin, manager } = await makeTeam(await engine.fresh())
    const { id: reason } = await retireReason(admin, { reason: 'Duplicate' })
    await createReason(admin, { name: 'Duplicate', status: 'abandoned' })
    expect(await editReason(admin, { reason, notARealDeal: true })).toMatchObject({ id: reason, notARealDeal: true })
    const flagged = async () =>
      (await listReasons(admin, { retired: true })).filter((one) => one.notARealDeal).map(({ id }) => id)
    expect(await flagged()).toEqual([reason])
    await expect(editReason(manager, { reason, notARealDeal: false })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(editReason(admin, { reason, name: 'Twice' })).rejects.toMatchObject({
      message: '“Duplicate” is retired and keeps its name.',
    })
    await editReason(admin, { reason, notARealDeal: false })
    expect(await flagged()).toEqual([])
  })

  test('only admins change reasons', async () => {
    const { manager } = await makeTeam(await engine.fresh())
    const attempts = [
      () => createReason(manager, { name: 'New', status: 'lost' }),
      () => editReason(manager, { reason: 'Price', name: 'New' }),
      () => retireReason(manager, { reason: 'Price' }),
    ]
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' })
  })
})
