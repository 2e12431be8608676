import { createHash } from 'node:crypto'
import type { Job } from '../../core/index.ts'

/**
 * Names a message after the job that posts it, so that Slack takes a second try for the first. If we die between posting
 * and remembering, or the answer is lost, nothing else could tell: reading a channel back would need scopes that we do not
 * ask for. Rewriting (`chat.update`) and publishing may simply be repeated.
 * `place` tells apart what one job posts, such as the channel.
 */
export function onceOnly({ id, generation }: Pick<Job, 'id' | 'generation'>, place: string): { client_msg_id: string } {
  const hash = createHash('sha256').update(`${id}/${generation}/${place}`).digest('hex')
  // Slack wants a UUID; version 8 is the one for values of one's own making.
  const variant = ((Number.parseInt(hash.slice(16, 17), 16) & 3) | 8).toString(16)
  const parts = [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, variant + hash.slice(17, 20)]
  return { client_msg_id: [...parts, hash.slice(20, 32)].join('-') }
}
