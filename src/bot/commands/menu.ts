import type { Member } from '../../core/index.ts'
import { lineButton } from '../blocks/lines.ts'
import { actions, context, md, message, section } from '../blocks/render.ts'
import { defineCommand, type Message } from '../command.ts'

export const menu = defineCommand({
  verb: 'menu',
  summary: 'What you do most, as buttons',
  examples: ['/deal'],
  run: async ({ member }) => ({ kind: 'say', message: menuMessage(member) }),
})

/** A greeting, with what people do most. */
function menuMessage(member: Pick<Member, 'name'>): Message {
  const text = md`Hello ${member.name.split(' ')[0] ?? ''}, what would you like to do?`
  const buttons = [
    lineButton('New deal', 'new', { style: 'primary' }),
    lineButton('My deals', 'list mine'),
    lineButton('My day', 'day'),
    lineButton('Report', 'report'),
    lineButton('Dashboard', 'dashboard'),
    lineButton('Help', 'help'),
  ]
  const hint = md`Or in words: \`/deal new Acme renewal 12k\`, \`/deal move D-42 to Proposal\`, \`/deal won D-42\`.`
  return message([section(text), actions('menu', buttons), context(hint)], text)
}
