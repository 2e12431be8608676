import { z } from 'zod'
import { defineEvent } from '../event.ts'
import { disconnect } from '../slack/uninstall.ts'

/** An admin removed the app from the workspace. */
export const appUninstalled = defineEvent({
  type: 'app_uninstalled',
  payload: z.object({}),
  incident: () => null,
  whenStopped: true,
  run: (scene) => disconnect(scene, 'app_uninstalled'),
})
