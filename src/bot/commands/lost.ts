import { closingCommand } from '../closing.ts'

export const lost = closingCommand({
  verb: 'lost',
  aliases: ['lose'],
  status: 'lost',
  title: 'Lose a deal',
  submit: 'Lost',
  summary: 'Close a deal as lost, with the reason',
  examples: ['/deal lost D-42 because price', '/deal lost acme renewal'],
})
