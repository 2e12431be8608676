import { endInstallation } from '../../core/index.ts'
import type { Scene } from '../event.ts'
import { REACTIONS } from './reactions.ts'

/** Deletes the workspace's tokens and lets its jobs for Slack stand still; everything else stays. */
export async function disconnect(
  { ctx, happenedAt }: Scene,
  reason: 'app_uninstalled' | 'tokens_revoked',
): Promise<void> {
  const ended = await endInstallation(ctx, { reason, advice: REACTIONS[reason]?.sentence ?? '', happenedAt })
  if (ended) ctx.log.warn({ workspaceId: ctx.workspace.id, reason }, 'A workspace is no longer connected to Slack')
}
