import { type Ctx, inTransaction } from '../context.ts'
import { invalid } from '../errors.ts'
import type { Member } from '../members/model.ts'
import { all } from '../members/store.ts'
import { defaultSettings, type NoticeSettings, parseLocalTime } from './model.ts'
import * as store from './settings-store.ts'

/** What the one who acts wants to be told. */
export async function noticeSettings(ctx: Ctx): Promise<NoticeSettings> {
  const { memberId, role } = ctx.actor
  return (memberId && (await store.ofMember(ctx, memberId))) || defaultSettings(role)
}

/** Changes some of the actor's own settings. Throws `invalid` for times that are none, with the field's name. */
export async function changeNoticeSettings(ctx: Ctx, changes: Partial<NoticeSettings>): Promise<NoticeSettings> {
  const { memberId } = ctx.actor
  if (!memberId) throw invalid('Only a member has notification settings.')
  const { morning, quiet } = changes
  const times = {
    ...(morning !== undefined && { morning: parseLocalTime(morning, 'morning') }),
    ...(quiet && { quiet: { from: parseLocalTime(quiet.from, 'quietFrom'), to: parseLocalTime(quiet.to, 'quietTo') } }),
  }
  return inTransaction(ctx, async (tx) => {
    const settings = { ...(await noticeSettings(tx)), ...changes, ...times }
    await store.save(tx, memberId, settings)
    return settings
  })
}

/** A member who can be told something, with what they want and the zone they live in. */
export interface Hearer {
  readonly member: Member & { readonly slackUserId: string }
  readonly settings: NoticeSettings
  readonly timeZone: string
}

/** Everybody who is in Slack and in the team. */
export async function hearers(ctx: Ctx): Promise<Hearer[]> {
  const [members, changed] = await Promise.all([all(ctx, { inactive: false }), store.changed(ctx)])
  return members.flatMap((member) => {
    const { id, role, slackUserId, timeZone } = member
    if (slackUserId === null) return []
    const settings = changed.get(id) ?? defaultSettings(role)
    return [{ member: { ...member, slackUserId }, settings, timeZone: timeZone ?? ctx.workspace.timeZone }]
  })
}
