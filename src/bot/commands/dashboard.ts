import { createSignInLink } from '../../core/index.ts'
import { actions, button, context, md, message, section } from '../blocks/render.ts'
import { defineCommand } from '../command.ts'

export const dashboard = defineCommand({
  verb: 'dashboard',
  aliases: ['web', 'login'],
  summary: 'A link that signs you in to the dashboard',
  examples: ['/deal dashboard'],
  async run({ ctx, publicUrl }) {
    const { token } = await createSignInLink(ctx)
    const url = `${publicUrl}/auth/link/${token}`
    const text = md`Your dashboard is one click away.`
    const blocks = [
      section(text),
      actions('dashboard', [button('open', 'Open the dashboard', 'dashboard', { style: 'primary', url })]),
      context(md`The link works once, for five minutes, and signs in as you: do not pass it on.`),
    ]
    return { kind: 'say', secret: true, message: message(blocks, md`${text} ${{ markup: url }}`) }
  },
  // A button with an address tells us of its press, and wants no answer.
  actions: { open: async () => ({ kind: 'silence' }) },
})
