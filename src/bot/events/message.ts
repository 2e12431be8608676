import { z } from 'zod'
import { answer, incidentOf, written } from '../conversations/talk.ts'
import { defineEvent } from '../event.ts'

/** Somebody writes to us directly: the same words as after `/deal`. */
export const message = defineEvent({
  type: 'message',
  subscription: 'message.im',
  scopes: { 'im:history': 'what you write to Dealwright in a direct message, and nothing else that is written' },
  payload: written.extend({ channel_type: z.literal('im') }),
  incident: incidentOf,
  run: (scene, event) => answer(scene, event, { answerIn: event.thread_ts, inPublic: false }),
})
