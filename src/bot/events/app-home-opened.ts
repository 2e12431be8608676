import { z } from 'zod'
import { menuMessage } from '../commands/menu.ts'
import { defineEvent } from '../event.ts'

/** Somebody looks at the app's Home. */
export const appHomeOpened = defineEvent({
  type: 'app_home_opened',
  payload: z.object({ user: z.string(), tab: z.literal('home') }),
  incident: () => null,
  onlyLast: ({ user }) => user,
  async run({ ctx, slack, turnOf }, { user }) {
    const { member } = await turnOf({ teamId: ctx.workspace.slackTeamId ?? '', userId: user })
    const { blocks } = menuMessage(member)
    await slack.patient.views.publish({ user_id: user, view: { type: 'home', blocks } })
  },
})
