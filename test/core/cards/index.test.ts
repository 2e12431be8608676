import { expect, test } from 'vitest'
import {
  type Card,
  cardShown,
  cardsOf,
  createOpportunity,
  dealOfThread,
  editOpportunity,
  forgetCard,
  type Job,
  rememberCard,
  runDueJobs,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { quietLog } from '../../support/quiet-log.ts'
import { makeTeam, type Team } from '../../support/team.ts'

describeEachEngine('cards', (engine) => {
  test('every posted copy of a deal’s card is known, with what it shows', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    const { id: opportunityId, version } = await createOpportunity(rep, { name: 'Acme renewal' })
    const first = await rememberCard(rep, { opportunityId, channelId: 'C1', messageTs: '1.1', version })
    await rememberCard(rep, { opportunityId, channelId: 'C2', messageTs: '2.2', version })
    expect(places(await cardsOf(rep, opportunityId))).toEqual(['C1/1.1', 'C2/2.2'])
    await cardShown(rep, { id: first.id, version: 5 })
    await cardShown(rep, { id: first.id, version: 4 })
    expect((await cardsOf(rep, opportunityId))[0]?.shownVersion).toBe(5)
    await forgetCard(rep, first.id)
    expect(places(await cardsOf(rep, opportunityId))).toEqual(['C2/2.2'])
  })

  test('the same message remembered twice is one card', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    const { id: opportunityId, version } = await createOpportunity(rep, { name: 'Acme renewal' })
    const place = { opportunityId, channelId: 'C1', messageTs: '1.1' }
    const first = await rememberCard(rep, { ...place, version })
    expect(await rememberCard(rep, { ...place, version: 2 })).toEqual({ ...first, shownVersion: 2 })
  })

  test('a change after posting asks for the card to be rewritten', async () => {
    const team = await makeTeam(await engine.fresh())
    const { id: opportunityId, number, version } = await createOpportunity(team.rep, { name: 'Acme renewal' })
    await rememberCard(team.rep, { opportunityId, channelId: 'C1', messageTs: '1.1', version })
    expect(await refreshes(team)).toEqual([])
    await editOpportunity(team.rep, { opportunity: number, changes: { name: 'Acme, bigger' } })
    expect(await refreshes(team)).toEqual([{ opportunityId, number }])
  })

  test('a change while the card was on its way to Slack asks for it too', async () => {
    const team = await makeTeam(await engine.fresh())
    const { id: opportunityId, number, version } = await createOpportunity(team.rep, { name: 'Acme renewal' })
    await editOpportunity(team.rep, { opportunity: number, changes: { name: 'Acme, bigger' } })
    expect(await refreshes(team)).toEqual([])
    await rememberCard(team.rep, { opportunityId, channelId: 'C1', messageTs: '1.1', version })
    expect(await refreshes(team)).toEqual([{ opportunityId, number }])
  })

  test('say which deal a thread is about, unless they are of several', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    const [first, second] = [
      await createOpportunity(rep, { name: 'One' }),
      await createOpportunity(rep, { name: 'Two' }),
    ]
    const post = ({ id: opportunityId, version }: typeof first, messageTs: string, threadTs: string | null = null) =>
      rememberCard(rep, { opportunityId, channelId: 'C1', messageTs, threadTs, version })
    const dealOf = (threadTs: string) => dealOfThread(rep, { channelId: 'C1', threadTs })
    await post(first, '1.1')
    await post(second, '1.2', '1.1')
    expect(await dealOf('1.1')).toBe(first.number)
    await post(second, '2.1', '2.0')
    expect(await dealOf('2.0')).toBe(second.number)
    await post(first, '2.2', '2.0')
    expect(await dealOf('2.0')).toBeNull()
    expect(await dealOf('3.0')).toBeNull()
    expect(await dealOfThread(rep, { channelId: 'C2', threadTs: '1.1' })).toBeNull()
  })
})

function places(cards: readonly Card[]): string[] {
  return cards.map((card) => `${card.channelId}/${card.messageTs}`)
}

async function refreshes({ database, clock }: Team): Promise<Job['payload'][]> {
  const asked: Job['payload'][] = []
  const handlers = {
    async 'refresh-cards'(job: Job) {
      asked.push(job.payload)
    },
  }
  await runDueJobs(database, { now: clock.now, log: quietLog, handlers })
  return asked
}
