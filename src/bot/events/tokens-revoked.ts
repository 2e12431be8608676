import { z } from 'zod'
import { defineEvent } from '../event.ts'
import { disconnect } from '../slack/uninstall.ts'

/** The bot's token was revoked. Those of people are none of ours. */
export const tokensRevoked = defineEvent({
  type: 'tokens_revoked',
  payload: z.object({ tokens: z.object({ bot: z.array(z.string()).min(1) }) }),
  incident: () => null,
  whenStopped: true,
  run: (scene) => disconnect(scene, 'tokens_revoked'),
})
