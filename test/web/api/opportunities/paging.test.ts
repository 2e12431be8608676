import { expect, it } from 'vitest'
import { createOpportunity, inTransaction } from '../../../../src/core/index.ts'
import { type ApiClient, makeApi } from '../../../support/api.ts'
import { describeEachEngine, type Engine } from '../../../support/databases.ts'
import { makeTeam } from '../../../support/team.ts'

const DEALS = 450

async function startWithDeals(engine: Engine) {
  const team = await makeTeam(await engine.fresh())
  await inTransaction(team.rep, async (tx) => {
    for (let i = 1; i <= DEALS; i++) {
      // Few different values and one moment of creation: most deals tie in every order.
      await createOpportunity(tx, { name: `Deal ${i % 7}`, value: i % 5 === 0 ? null : (i % 3) * 100 })
    }
  })
  return { team, rep: await (await makeApi(team)).as(team.members.rep) }
}

/** The numbers of all deals, page by page; `between` happens after each page. */
async function pageThrough(api: ApiClient, query: string, between = async (_page: number) => {}): Promise<number[]> {
  const numbers: number[] = []
  let cursor: string | null = ''
  for (let page = 0; cursor !== null; page++) {
    const { status, body } = await api.get(`/opportunities?${query}${cursor && `&cursor=${cursor}`}`)
    expect(status).toBe(200)
    numbers.push(...body.items.map((deal: { number: number }) => deal.number))
    cursor = body.next
    await between(page)
  }
  return numbers
}

const inOrder = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)
const everyDeal = Array.from({ length: DEALS }, (_, i) => i + 1)

describeEachEngine('paging through the API', (engine) => {
  it('shows every deal exactly once, in every order', async () => {
    const { rep } = await startWithDeals(engine)
    for (const sort of ['number', '-created', 'value', '-value', 'name', '-name', 'expected-close', '-closed']) {
      expect(inOrder(await pageThrough(rep, `sort=${sort}&limit=200`)), sort).toEqual(everyDeal)
    }
  })

  it('neither loses nor repeats a deal while deals change and new ones come', async () => {
    const { rep, team } = await startWithDeals(engine)
    const manager = await (await makeApi(team)).as(team.members.manager)
    const numbers = await pageThrough(rep, 'sort=-created&limit=37', async (page) => {
      await rep.patch(`/opportunities/${page * 30 + 1}`, { value: 7, stage: 'Proposal' })
      await manager.post(`/opportunities/${page * 30 + 2}/close`, { status: 'won' })
      team.clock.advance({ seconds: 1 })
      await rep.post('/opportunities', { name: 'Came meanwhile' })
    })

    expect(inOrder(numbers)).toEqual(everyDeal)
  })

  it('counts and adds up the whole list on its first page', async () => {
    const { rep } = await startWithDeals(engine)
    const { body } = await rep.get('/opportunities?limit=10&sort=number')
    const unvalued = DEALS / 5
    const value = everyDeal.reduce((sum, i) => sum + (i % 5 === 0 ? 0 : (i % 3) * 100), 0)

    expect(body.totals).toEqual({ count: DEALS, value, unvalued, otherCurrencies: 0 })
    const second = await rep.get(`/opportunities?limit=10&sort=number&cursor=${body.next}`)
    expect(second.body).not.toHaveProperty('totals')
    expect(second.body.items[0].number).toBe(11)
  })

  it('pages 200 at the most, and fifty unless asked otherwise', async () => {
    const { rep } = await startWithDeals(engine)
    expect((await rep.get('/opportunities?limit=200')).body.items).toHaveLength(200)
    expect((await rep.get('/opportunities')).body.items).toHaveLength(50)
  })

  it('refuses a cursor of another order', async () => {
    const { rep } = await startWithDeals(engine)
    const { next } = (await rep.get('/opportunities?sort=name')).body
    expect((await rep.get(`/opportunities?sort=value&cursor=${next}`)).status).toBe(400)
  })
})
