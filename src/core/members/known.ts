import type { Workspace } from '../context.ts'
import type { Db } from '../db/open.ts'
import * as workspaces from '../workspaces/store.ts'
import type { Member } from './model.ts'
import * as store from './store.ts'

/** Who a session or token stands for. */
export interface Known {
  readonly workspace: Workspace
  readonly member: Member
}

/** The member and the workspace as they stand now; null when the member is switched off. */
export async function activeMember(db: Db, ids: { workspaceId: string; memberId: string }): Promise<Known | null> {
  const workspace = await workspaces.byId(db, ids.workspaceId)
  if (!workspace) return null
  const member = await store.byId({ db, workspace }, ids.memberId)
  return member?.active ? { workspace, member } : null
}
