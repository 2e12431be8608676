import { closingCommand } from '../forms/closing.ts'

export const abandon = closingCommand({
  verb: 'abandon',
  aliases: ['abandoned'],
  status: 'abandoned',
  summary: 'Give a deal up without a decision of the customer',
  examples: ['/deal abandon D-42 because no response', '/deal abandon acme renewal'],
})
