import type { Message, View } from './model.ts'
import type { Workspace } from './workspace.ts'

/** What a person sees come up after something they did. */
export interface Seen {
  /** The newest message that only they can see. */
  ephemeral?: Message
  /** The newest message that the app posted for all, or to them directly. */
  message?: Message
  /** The form on top of their screen, when one came up or changed. */
  modal?: View
  /** Why a form was refused, by block id. */
  errors?: Record<string, string>
  /** Slack's name for what went wrong between it and the app. */
  trouble?: string
  /** What exactly was refused, when the app's answer broke one of Slack's limits. */
  reasons?: readonly string[]
}

/** Does something as a person and tells what they then see. */
export async function watching(workspace: Workspace, user: string, work: () => Promise<Partial<Seen>>): Promise<Seen> {
  const seen: Seen = {}
  const before = workspace.modals(user).at(-1)
  const stop = workspace.onChange((change) => {
    if (change.kind !== 'message' || change.gone || change.message.user !== workspace.team.app.userId) return
    if (change.message.onlyFor === user) seen.ephemeral = change.message
    else if (!change.message.onlyFor) seen.message = change.message
  })
  try {
    const told = await work()
    const after = workspace.modals(user).at(-1)
    const changed = after && (after.id !== before?.id || after.hash !== before.hash)
    return { ...seen, ...told, ...(changed && { modal: after }) }
  } finally {
    stop()
  }
}
