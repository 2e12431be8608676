import { checkSlack, retryJob } from '../../core/index.ts'
import type { Deed } from './settings.tsx'

/** What is done about Slack in the settings, by the form's name. */
export const slackDeeds = {
  async check(ctx) {
    await checkSlack(ctx)
    return 'Dealwright looks whether Slack takes its token. Open this page again in a moment.'
  },
  async retry(ctx, _typed, id) {
    await retryJob(ctx, id)
    return 'It is tried again now.'
  },
} satisfies Record<string, Deed>
