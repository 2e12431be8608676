import {
  type Ctx,
  type Database,
  type Log,
  systemActor,
  toInstant,
  type Workspace,
  workspaceById,
} from '../../core/index.ts'

export interface OurselvesDeps {
  readonly database: Database
  readonly now: () => Date
  readonly log: Log
}

/** What nobody asked for is done in our own name. */
export function ourselves({ database, now, log }: OurselvesDeps, workspace: Workspace): Ctx {
  const actor = systemActor('Dealwright', 'slack')
  return { db: database.read, database, workspace, actor, now: () => toInstant(now()), log }
}

/** The same in the workspace with the id; null when it is gone. */
export async function ourselvesById(deps: OurselvesDeps, workspaceId: string): Promise<Ctx | null> {
  const workspace = await workspaceById(deps.database, workspaceId)
  return workspace && ourselves(deps, workspace)
}
