import { describe, expect, it } from 'vitest'
import type { Message } from '../../src/sandbox/index.ts'
import { PUBLIC_URL, words } from '../support/office.ts'
import { aDayAtWork } from '../support/work-day.ts'

describe('news', () => {
  it('of a deal that Ben follows reach him alone, several changes as one, in one thread', async () => {
    const day = await aDayAtWork()
    await day.say('Ana', 'new Acme renewal 12k')
    await day.say('Ben', 'follow D-1')
    day.aPause()
    for (const line of ['move D-1 to Proposal', 'value D-1 15k', 'tag D-1 +enterprise']) await day.say('Ana', line)
    day.aPause()
    const first = await day.reads('Ben', /moved it/)
    expect(words(first)).toMatch(/moved it from Prospecting to Proposal[\s\S]*value from \$12,000 to \$15,000/)
    await day.say('Ana', 'lost D-1 because price')
    day.aPause()
    const second = await day.reads('Ben', /lost it/)
    expect(second.thread_ts).toBe(first.ts)
    expect(day.read('Ben')).toHaveLength(2)
    expect(day.read('Ana')).toEqual([])
    expect(day.read('Mia')).toEqual([])
  })

  it('of a win reach the channel that asked for them, which was told beforehand how many those are', async () => {
    const day = await aDayAtWork({ startsAt: '2026-11-16T08:00:00.000Z' })
    const { slack } = day
    for (const name of ['Acme renewal 12k', 'Globex rollout 50k', 'Initech pilot 30k'])
      await day.say('Ana', `new ${name}`)
    await day.say('Ana', 'won D-2')
    day.clock.set('2026-11-20T08:00:00.000Z')
    const { ephemeral } = await slack.as('Mia').command('/deal subscribe won >20k', { channel: 'wins' })
    expect(words(ephemeral)).toContain('This would have posted 1 message in the last 7 days')
    expect(day.read('Ben', 'wins')).toEqual([])
    await slack.as('Mia').click(ephemeral as Message, 'Subscribe')
    await day.reads('Ben', /Mia Lindqvist subscribed this channel/, 'wins')

    await day.say('Ana', 'won D-1')
    await day.say('Ana', 'won D-3 32k')
    day.aPause()
    const news = words(await day.reads('Ben', /won it/, 'wins'))
    expect(news).toMatch(/D-3 Initech pilot[\s\S]*Ana Reyes won it[\s\S]*\$32,000/)
    expect(day.read('Ben', 'wins').join()).not.toContain('Acme renewal')
    expect(day.read('Ben', 'wins').join()).not.toMatch(/@here|@channel|<!here>|<!channel>/)
  })

  it('of what was taken back say what is true', async () => {
    const day = await aDayAtWork()
    await day.say('Ana', 'new Acme renewal 12k in Proposal')
    await day.reads('Ben', /Open in Proposal/, 'sales')
    await day.say('Ana', 'won D-1')
    await day.reads('Ben', /Won on/, 'sales')
    expect(await day.say('Ana', 'undo')).toContain('Taken back: you won D-1')
    await day.reads('Ben', /Open in Proposal/, 'sales')
    expect(await day.say('Ben', 'undo')).toMatch(/nothing|no change/i)
    expect(await day.say('Mia', 'report status')).not.toMatch(/Won\s+1 /)
  })
})

describe('the manager', () => {
  it('reads the same figures in Slack as at the end of the link, and her way in is hers alone', async () => {
    const day = await aDayAtWork()
    for (const [who, deal] of [
      ['Ana', 'Acme renewal 12k'],
      ['Ben', 'Globex rollout 50k'],
    ] as const)
      await day.say(who, `new ${deal} in Proposal`)
    expect(await day.say('Mia', 'report value-by-stage')).toMatch(/Proposal\s+open\s+2\s+\$62k/)
    expect(JSON.stringify(day.slack.as('Mia').ephemeral('sales'))).toContain(`${PUBLIC_URL}/reports/value-by-stage`)
    const shown = await day.slack.as('Mia').command('/deal dashboard', { channel: 'sales' })
    const [link] = JSON.stringify(shown.ephemeral).match(/https:\/\/deals\.example\/auth\/link\/[\w-]+/) ?? []
    expect(link).toBeDefined()
    expect(day.read('Ben', 'sales').join()).not.toContain('/auth/link/')
  })
})
