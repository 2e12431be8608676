import { unmuteOpportunity } from '../../core/index.ts'
import { stanceCommand } from '../notices/stance.ts'

export const unmute = stanceCommand({
  verb: 'unmute',
  summary: 'Hear of a deal again',
  examples: ['/deal unmute D-42'],
  act: unmuteOpportunity,
  said: ({ ref, name }) => `${ref} ${name} is not muted any more.`,
  back: 'mute',
})
