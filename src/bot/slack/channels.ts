import { type Channel, type Ctx, invalid } from '../../core/index.ts'
import type { Connections } from './connections.ts'

/** As many pages of 200 as a person would look through. */
const MOST_PAGES = 5

/** The channels that Dealwright was invited to, by their names. Throws a sentence when Slack does not tell them. */
export async function channelsOf(connections: Connections, ctx: Ctx): Promise<Channel[]> {
  const { prompt } = connections.of(ctx.workspace)
  const channels: Channel[] = []
  let cursor: string | undefined
  try {
    for (let page = 0; page < MOST_PAGES && cursor !== ''; page += 1) {
      const answer = await prompt.users.conversations({
        types: 'public_channel,private_channel',
        exclude_archived: true,
        limit: 200,
        ...(cursor && { cursor }),
      })
      for (const { id, name } of answer.channels ?? []) if (id && name) channels.push({ id, name })
      cursor = answer.response_metadata?.next_cursor ?? ''
    }
  } catch (error) {
    ctx.log.warn({ err: error }, 'Slack did not tell the channels')
    throw invalid('Slack does not say right now which channels there are. Try again in a minute.')
  }
  return channels.sort((a, b) => a.name.localeCompare(b.name))
}
