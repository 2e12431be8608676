import { muteOpportunity } from '../../core/index.ts'
import { stanceCommand } from '../notices/stance.ts'

export const mute = stanceCommand({
  verb: 'mute',
  summary: 'Hear nothing of a deal',
  examples: ['/deal mute D-42'],
  act: muteOpportunity,
  said: ({ ref, name }) => `${ref} ${name} is muted: you hear nothing of it, whatever happens.`,
  back: 'unmute',
})
