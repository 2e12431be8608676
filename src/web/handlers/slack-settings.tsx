import type { JSX } from 'hono/jsx/jsx-runtime'
import { type Ctx, installationOf, lastTrouble, listTroubledJobs, stopOf } from '../../core/index.ts'
import type { SlackConnectionKind } from '../env.ts'
import type { Refusal } from '../forms.ts'
import { SlackSettings } from '../pages/slack-settings.tsx'

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
