import { answer, incidentOf, written } from '../conversations/talk.ts'
import { defineEvent } from '../event.ts'

/** Somebody names us where others read along; the answer stands in the thread. */
export const appMention = defineEvent({
  type: 'app_mention',
  scopes: { 'app_mentions:read': 'messages that name @Dealwright, which are commands' },
  payload: written,
  incident: incidentOf,
  run: (scene, event) => answer(scene, event, { answerIn: event.thread_ts ?? event.ts, inPublic: true }),
})
