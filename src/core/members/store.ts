import type { Ctx, TxCtx } from '../context.ts'
import { gathered } from '../db/gathered.ts'
import type { Db } from '../db/open.ts'
import { fromFlag, toFlag } from '../db/portable.ts'
import { preparedForKeys } from '../db/prepared.ts'
import type { MemberRow } from '../db/tables.ts'
import { workspaceOf } from '../workspaces/store.ts'
import type { Known, Member } from './model.ts'

/** Enough of a context to read: before anybody is known there is no actor. */
export type Team = Pick<Ctx, 'db' | 'workspace'>

/** The members by name; those who left only when asked for. */
export async function all(team: Team, { inactive }: { inactive: boolean }): Promise<Member[]> {
  const rows = await team.db
    .selectFrom('members')
    .selectAll()
    .where('workspace_id', '=', team.workspace.id)
    .$if(!inactive, (members) => members.where('active', '=', 1))
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map(memberOf)
}

/** The member who is this Slack user, also one who left. */
export async function bySlackUser(team: Team, slackUserId: string): Promise<Member | null> {
  const own = team.db.selectFrom('members').selectAll().where('workspace_id', '=', team.workspace.id)
  const row = await own.where('slack_user_id', '=', slackUserId).executeTakeFirst()
  return row ? memberOf(row) : null
}

/** The members who fit, each with the workspace: one question for what every request asks first. */
function membersWithWorkspace(db: Db) {
  return db
    .selectFrom('members as m')
    .innerJoin('workspaces as w', 'w.id', 'm.workspace_id')
    .selectAll('m')
    .select(['w.slack_team_id', 'w.currency', 'w.first_weekday', 'w.fiscal_start_month', 'w.reps_see', 'w.revision'])
    .select(['w.next_number', 'w.name as workspace_name', 'w.time_zone as workspace_time_zone'])
}

type MemberWithWorkspace = Awaited<ReturnType<ReturnType<typeof membersWithWorkspace>['executeTakeFirstOrThrow']>>

/** The member with the ids and the workspace, also one who left. */
export async function knownById(db: Db, ids: { workspaceId: string; memberId: string }): Promise<Known | null> {
  const own = membersWithWorkspace(db).where('m.workspace_id', '=', ids.workspaceId)
  const row = await own.where('m.id', '=', ids.memberId).executeTakeFirst()
  return row ? knownOf(row) : null
}

/** The member who is this user of this Slack team and the workspace, also one who left. */
export async function knownBySlack(
  db: Db,
  { teamId, userId }: { teamId: string; userId: string },
): Promise<Known | null> {
  return (await knownInTeam(db, { teamId }, userId)) ?? null
}

const knownInTeam = gathered(
  ({ teamId }: { teamId: string }) => teamId,
  async (db, team, userIds: readonly string[]) => {
    const { rows } = await db.executeQuery(slackUsers(db, team, userIds))
    return new Map(rows.map((row) => [row.slack_user_id ?? '', knownOf(row)]))
  },
)

const slackUsers = preparedForKeys((db, { teamId }: { teamId: string }, userIds: readonly string[]) =>
  membersWithWorkspace(db).where('w.slack_team_id', '=', teamId).where('m.slack_user_id', 'in', userIds),
)

function knownOf(row: MemberWithWorkspace): Known {
  const { workspace_id: id, workspace_name: name, workspace_time_zone: time_zone } = row
  return { member: memberOf(row), workspace: workspaceOf({ ...row, id, name, time_zone }) }
}

/** Adds a member. */
export async function insert(tx: TxCtx, member: Member): Promise<void> {
  await tx.db
    .insertInto('members')
    .values({ id: member.id, workspace_id: tx.workspace.id, ...columnsOf(member), created_at: tx.now() })
    .execute()
}

/** Keeps the member as it is now. */
export async function update(tx: TxCtx, member: Member): Promise<void> {
  const own = tx.db.updateTable('members').set(columnsOf(member)).where('workspace_id', '=', tx.workspace.id)
  await own.where('id', '=', member.id).execute()
}

function columnsOf(member: Member) {
  return {
    name: member.name,
    email: member.email,
    role: member.role,
    slack_user_id: member.slackUserId,
    time_zone: member.timeZone,
    picture_url: member.pictureUrl,
    active: toFlag(member.active),
  }
}

function memberOf(row: MemberRow): Member {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    slackUserId: row.slack_user_id,
    timeZone: row.time_zone,
    pictureUrl: row.picture_url,
    active: fromFlag(row.active),
  }
}
