import { z } from 'zod'
import {
  type Database,
  enqueue,
  inTransaction,
  type JobHandler,
  resumeWorkspace,
  StopWorkspace,
  stoppedWorkspaces,
} from '../../core/index.ts'
import { md, message, section } from '../blocks/render.ts'
import { onceOnly } from './once-only.ts'
import { ourselvesById } from './ourselves.ts'
import { type Errand, LOOK_AGAIN_MS, lookWhether, type SlackJobDeps, slackJob } from './slack-job.ts'

const greeting = z.object({ slackUserId: z.string() })

export interface UpkeepDeps extends SlackJobDeps {
  readonly publicUrl: string
  /** Renews the workspace's token if it is time; does nothing where tokens do not expire. */
  readonly renew: (workspaceId: string) => Promise<void>
}

/** The jobs that keep the connection to Slack itself: whether it works, that it goes on, and the first hello. */
export function upkeepJobs(deps: UpkeepDeps): Record<string, JobHandler> {
  return {
    'check-slack': slackJob(deps, (errand) => check(errand), { whenStopped: true }),
    'rotate-token': slackJob(deps, ({ ctx }) => deps.renew(ctx.workspace.id)),
    'greet-installer': slackJob(deps, (errand) => greet(errand)),
  }
}

/** When the program starts, it looks at once: somebody may have put a token that works into the settings. */
export async function checkStopped(deps: SlackJobDeps & { readonly database: Database }): Promise<void> {
  for (const { workspaceId } of await stoppedWorkspaces(deps.database)) {
    const ctx = await ourselvesById(deps, workspaceId)
    if (ctx) await inTransaction(ctx, (tx) => enqueue(tx, lookWhether(tx, 0)))
  }
}

/** A token that works lets the jobs of its workspace go on; one that does not is looked at again later. */
async function check({ ctx, slack }: Errand): Promise<void> {
  try {
    await slack.patient.auth.test()
  } catch (error) {
    if (!(error instanceof StopWorkspace)) throw error
    await inTransaction(ctx, (tx) => enqueue(tx, lookWhether(tx, LOOK_AGAIN_MS)))
    return
  }
  if (!(await resumeWorkspace(ctx.database, ctx.workspace.id))) return
  ctx.log.info({ workspaceId: ctx.workspace.id }, 'Slack takes the token again; what waited goes out now')
}

/** The one direct message that nobody asked for. */
async function greet({ ctx, slack, job }: Errand): Promise<void> {
  const { slackUserId } = greeting.parse(job.payload)
  const hello = md`Dealwright is ready in ${ctx.workspace.name}. Type \`/deal new Acme renewal 12k\` anywhere to begin, \
or \`/deal help\` for everything it can do. To see deals in a channel, write \`/invite @Dealwright\` there.`
  await slack.patient.chat.postMessage({
    channel: slackUserId,
    ...message([section(hello)], hello),
    ...onceOnly(job, slackUserId),
  })
}
