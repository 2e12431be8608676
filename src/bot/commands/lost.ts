import { closingCommand } from '../forms/closing.ts'

export const lost = closingCommand({
  verb: 'lost',
  aliases: ['lose'],
  status: 'lost',
  summary: 'Close a deal as lost, with the reason',
  examples: ['/deal lost D-42 because price', '/deal lost acme renewal'],
})
