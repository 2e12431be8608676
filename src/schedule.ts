import { Cron } from 'croner'
import {
  askAboutIdleDeals,
  type Ctx,
  type Database,
  everyWorkspace,
  type Log,
  queueDueDigests,
  queueDueReports,
  systemActor,
  toInstant,
  type Workspace,
} from './core/index.ts'

/** What the program does by the clock, in each workspace. Doing it late, twice, or in two processes does no harm. */
const ROUNDS: readonly { readonly when: string; readonly work: (ctx: Ctx) => Promise<unknown> }[] = [
  { when: '* * * * *', work: queueDueDigests },
  { when: '* * * * *', work: queueDueReports },
  { when: '*/10 * * * *', work: askAboutIdleDeals },
]

export interface ScheduleDeps {
  readonly database: Database
  readonly now: () => Date
  readonly log: Log
}

export interface Schedule {
  /** Resolves when the rounds under way are finished. */
  stop(): Promise<void>
}

/** Makes the rounds, at once and by the clock until it is stopped; none is begun while the one before is under way. */
export function startSchedule(deps: ScheduleDeps): Schedule {
  const running = new Set<Promise<void>>()
  const jobs = ROUNDS.map(({ when, work }) => {
    const round = async (): Promise<void> => {
      const made = makeRound(deps, work)
      running.add(made)
      await made
      running.delete(made)
    }
    const job = new Cron(when, { protect: true, unref: true }, round)
    void job.trigger()
    return job
  })
  return {
    async stop() {
      for (const job of jobs) job.stop()
      await Promise.all(running)
    },
  }
}

/** One round through all workspaces; trouble in one of them is logged and stops no other. */
async function makeRound(deps: ScheduleDeps, work: (ctx: Ctx) => Promise<unknown>): Promise<void> {
  try {
    for (const workspace of await everyWorkspace(deps.database)) await inWorkspace(deps, workspace, work)
  } catch (error) {
    deps.log.error({ err: error }, 'What is due by the clock could not be looked up')
  }
}

async function inWorkspace(deps: ScheduleDeps, workspace: Workspace, work: (ctx: Ctx) => Promise<unknown>) {
  const { database, now, log } = deps
  const actor = systemActor('Dealwright', 'automation')
  try {
    await work({ db: database.read, database, workspace, actor, now: () => toInstant(now()), log })
  } catch (error) {
    log.error({ err: error, workspaceId: workspace.id }, 'What was due by the clock failed and comes again next time')
  }
}
