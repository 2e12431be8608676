import { unfollowOpportunity } from '../../core/index.ts'
import { stanceCommand } from '../notices/stance.ts'

export const unfollow = stanceCommand({
  verb: 'unfollow',
  summary: 'Stop following a deal',
  examples: ['/deal unfollow D-42'],
  act: unfollowOpportunity,
  said: ({ ref, name }) => `You do not follow ${ref} ${name} any more.`,
  back: 'follow',
})
