import { z } from 'zod'
import type { HomeState } from '../../core/index.ts'
import { defineEvent } from '../event.ts'
import { publishHome } from '../home.ts'

/** Somebody looks at the app's Home. */
export const appHomeOpened = defineEvent({
  type: 'app_home_opened',
  payload: z.object({ user: z.string(), tab: z.literal('home') }),
  incident: () => null,
  onlyLast: ({ user }) => user,
  async run({ ctx, slack, turnOf }, { user }) {
    const turn = await turnOf({ teamId: ctx.workspace.slackTeamId ?? '', userId: user })
    const firstPages = (state: HomeState): HomeState => ({ ...state, cursors: {} })
    await publishHome({ ...turn, client: slack.patient, slackUserId: user }, firstPages)
  },
})
