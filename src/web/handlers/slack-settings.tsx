import type { JSX } from 'hono/jsx/jsx-runtime'
import {
  type Ctx,
  checkSlack,
  installationOf,
  lastTrouble,
  listTroubledJobs,
  retryJob,
  stopOf,
} from '../../core/index.ts'
import type { SlackConnectionKind } from '../env.ts'
import type { Refusal } from '../forms.ts'
import { SlackSettings } from '../pages/slack-settings.tsx'
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

/** The section about Slack. */
export async function slackSettings(
  ctx: Ctx,
  { connection, refusal }: { connection: SlackConnectionKind | undefined; refusal: Refusal | undefined },
): Promise<JSX.Element> {
  const [installation, stop, trouble, jobs] = await Promise.all([
    installationOf(ctx),
    stopOf(ctx),
    lastTrouble(ctx),
    ctx.actor.role === 'admin' ? listTroubledJobs(ctx) : null,
  ])
  const { slackTeamId: teamId, timeZone } = ctx.workspace
  return <SlackSettings {...{ connection, teamId, installation, stop, trouble, jobs, timeZone, refusal }} />
}
