import { expect, it } from 'vitest'
import { answerOnce, type Ctx, createOpportunity, findOpportunities, type TxCtx } from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

const create = (name: string) => async (tx: TxCtx) => {
  const { ref } = await createOpportunity(tx, { name })
  return { status: 201, body: JSON.stringify({ ref }) }
}

const once = (ctx: Ctx, name: string, key = 'k-1') => answerOnce(ctx, { key, content: `POST ${name}` }, create(name))

describeEachEngine('answering a request once', (engine) => {
  it('answers the same request under the same key as before, without doing it again', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    const first = await once(rep, 'Acme')

    expect(await once(rep, 'Acme')).toEqual(first)
    expect(await findOpportunities(rep, 'Acme')).toHaveLength(1)
  })

  it('does a request once that arrives many times at the same moment', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    const answers = await Promise.all(Array.from({ length: 12 }, () => once(rep, 'Acme')))

    expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
    expect(await findOpportunities(rep, 'Acme')).toHaveLength(1)
  })

  it('refuses a key that was used for another request or by another member', async () => {
    const { rep, manager } = await makeTeam(await engine.fresh())
    await once(rep, 'Acme')

    await expect(once(rep, 'Globex')).rejects.toThrow('was used for another request')
    await expect(once(manager, 'Acme')).rejects.toThrow('was used for another request')
  })

  it('keeps nothing of a request that failed, so that it can be tried again', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    const failing = answerOnce(rep, { key: 'k-1', content: 'POST Acme' }, async (tx) => {
      await createOpportunity(tx, { name: 'Acme' })
      throw new Error('The power went out.')
    })

    await expect(failing).rejects.toThrow('The power went out.')
    expect(await findOpportunities(rep, 'Acme')).toHaveLength(0)
    expect(await once(rep, 'Acme')).toMatchObject({ status: 201 })
  })

  it('does not keep the answer that holds a secret', async () => {
    const { rep, database } = await makeTeam(await engine.fresh())
    const ask = () =>
      answerOnce(rep, { key: 'k-1', content: 'POST token', secret: true }, async () => ({ status: 201, body: 'hush' }))

    expect(await ask()).toEqual({ status: 201, body: 'hush' })
    await expect(ask()).rejects.toThrow('shown that once')
    expect(await database.read.selectFrom('idempotent_answers').select('body').execute()).toEqual([{ body: '' }])
  })

  it('forgets answers that are older than a day', async () => {
    const { rep, database, clock } = await makeTeam(await engine.fresh())
    await once(rep, 'Acme', 'old')
    clock.advance({ days: 2 })
    // One of so many requests is the one that clears away.
    for (let i = 0; i < 200; i++) {
      await answerOnce(rep, { key: `new-${i}`, content: `${i}` }, async () => ({ status: 200, body: '{}' }))
    }

    const old = database.read.selectFrom('idempotent_answers').select('key').where('key', '=', 'old')
    expect(await old.execute()).toEqual([])
  })

  it('refuses a key that nobody can read', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    for (const key of ['', 'with space', 'x'.repeat(201)])
      await expect(once(rep, 'Acme', key)).rejects.toThrow('visible')
  })
})
