import { describe, expect, it } from 'vitest'
import { LIMITS, laneOfCall } from '../../../src/bot/slack/limits.ts'
import { Pace } from '../../../src/bot/slack/pace.ts'
import { RetryLater } from '../../../src/core/index.ts'

/** A pace whose time passes only while it waits. */
function paced() {
  let now = 0
  const pace = new Pace({
    clock: () => now,
    sleep: async (ms) => {
      now += ms
    },
  })
  const call = async (method: string, channel = 'C1'): Promise<number> => {
    await pace.turn(laneOfCall(method, { channel }))
    return now
  }
  return { pace, call, pass: (ms: number) => (now += ms) }
}

describe('calls to Slack', () => {
  it('post one message a second in a channel, and in another one at once', async () => {
    const { call } = paced()
    const times = [await call('chat.postMessage'), await call('chat.postMessage'), await call('chat.postMessage')]
    expect(times).toEqual([0, 1000, 2000])
    expect(await call('chat.postMessage', 'C2')).toBe(2000)
  })

  it.each(Object.entries(LIMITS).filter(([, { perChannel }]) => !perChannel))(
    'of %s are never more than its limit within a minute',
    async (method, { calls, seconds }) => {
      const { call, pass } = paced()
      for (let i = 0; i < calls; i++) expect(await call(method)).toBe(0)
      await expect(call(method)).rejects.toMatchObject({ name: 'RetryLater', seconds })
      pass(seconds * 1000 - 1)
      expect(await call(method)).toBe(seconds * 1000)
    },
  )

  it('keep to the numbers of Slack’s tiers', () => {
    const perMinute = (method: string) => LIMITS[method]?.calls
    expect(['chat.update', 'chat.unfurl', 'conversations.open'].map(perMinute)).toEqual([50, 50, 50])
    expect(['views.open', 'users.info', 'chat.postEphemeral'].map(perMinute)).toEqual([100, 100, 100])
    expect(['users.list', 'conversations.list'].map(perMinute)).toEqual([20, 20])
  })

  it('wait as long as Slack asked, in that lane alone', async () => {
    const { pace, call } = paced()
    pace.pause(laneOfCall('chat.postMessage', { channel: 'C1' }), 30)
    await expect(call('chat.postMessage')).rejects.toBeInstanceOf(RetryLater)
    expect(await call('chat.postMessage', 'C2')).toBe(0)
    expect(await call('chat.update')).toBe(0)
    pace.pause(laneOfCall('chat.update', {}), 2)
    expect(await call('chat.update')).toBe(2000)
  })

  it('of other methods go out at once', async () => {
    const { call } = paced()
    for (let i = 0; i < 200; i++) expect(await call('auth.test')).toBe(0)
  })
})
