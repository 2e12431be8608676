import { followOpportunity } from '../../core/index.ts'
import { stanceCommand } from '../notices/stance.ts'

export const follow = stanceCommand({
  verb: 'follow',
  summary: 'Hear of everything that others do to a deal',
  examples: ['/deal follow D-42', '/deal follow acme renewal'],
  act: followOpportunity,
  said: ({ ref, name }) => `You follow ${ref} ${name}: I tell you what others do to it.`,
  back: 'unfollow',
})
