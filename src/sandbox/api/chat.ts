import { checkMessage } from '../limits/message.ts'
import type { Attachment, Block, Message } from '../model.ts'
import { Refusal } from '../refusal.ts'
import type { Answer } from './answer.ts'
import { withIds } from './block-ids.ts'
import { type Call, type Method, text } from './call.ts'

/** Posting, changing and unfurling: `emulate` keeps the messages, the workspace shows them to people. */
export const chatMethods: Record<string, Method> = {
  'chat.postMessage': async (call) => {
    checkMessage(call.params)
    const posted = postedBefore(call)
    if (posted) return { ok: true, channel: posted.channel, ts: posted.ts, message: { ...posted, ...authorship(call) } }
    const answer = await forward(call)
    if (!answer.ok) return answer
    const ts = named(call, String(answer.ts))
    const { client_msg_id } = call.params
    const id = typeof client_msg_id === 'string' && { client_msg_id }
    call.workspace.show({ ...messageFrom(call, String(answer.channel), ts, answer.message as Posted), ...id })
    return { ...answer, ts, message: { ...(answer.message as object), ts, ...authorship(call) } }
  },
  'chat.postEphemeral': async (call) => {
    checkMessage(call.params)
    const answer = await forward(call)
    if (!answer.ok) return answer
    const ts = named(call, String(answer.message_ts))
    const channel = text(call.params, 'channel')
    const posted = { ...(call.params as unknown as Posted), user: call.workspace.team.app.userId }
    call.workspace.show({ ...messageFrom(call, channel, ts, posted), onlyFor: text(call.params, 'user') })
    return { ...answer, message_ts: ts }
  },
  'chat.update': async (call) => {
    checkMessage(call.params)
    const answer = await forward(call)
    if (!answer.ok) return answer
    const { text: words = '', blocks, attachments } = answer.message as Posted
    const fields = { text: words, edited: true, blocks: withIds(blocks ?? []), attachments: attachments ?? [] }
    call.workspace.change(text(call.params, 'channel'), text(call.params, 'ts'), fields)
    return answer
  },
  'chat.delete': async (call) => {
    const answer = await forward(call)
    if (answer.ok) call.workspace.remove(text(call.params, 'channel'), text(call.params, 'ts'))
    return answer
  },
  'chat.unfurl': ({ params, workspace }) => {
    const unfurls = params.unfurls as Record<string, Attachment> | undefined
    if (!unfurls || typeof unfurls !== 'object') throw new Refusal('cannot_parse_attachment')
    for (const { blocks } of Object.values(unfurls)) if (blocks) checkMessage({ text: '-', blocks })
    const attachments = Object.entries(unfurls).map(([from_url, unfurl]) => ({ ...unfurl, from_url }))
    const [channel, ts] = [text(params, 'channel'), text(params, 'ts')]
    const before = workspace.find(channel, ts)
    if (!before) throw new Refusal('cannot_unfurl_message')
    const others = (before.attachments ?? []).filter(({ from_url }) => !from_url || !(from_url in unfurls))
    workspace.change(channel, ts, { attachments: [...others, ...attachments] })
    return { ok: true }
  },
}

/** Lets `emulate` answer. It forgets with every restart, so messages come back when they are next spoken of. */
export async function forward({ workspace, emulated, token, method, params }: Call): Promise<Answer> {
  for (const name of ['ts', 'thread_ts', 'message_ts', 'timestamp']) {
    const message = workspace.state.messages.find((one) => one.ts === params[name] && !one.onlyFor)
    if (message) await emulated.recall(message)
  }
  return emulated.call(token, method, params)
}

/** The message that the app posts a second time, because it never heard of the first. */
function postedBefore({ workspace, params: { client_msg_id: id } }: Call): Message | undefined {
  return id ? workspace.state.messages.find((one) => one.client_msg_id === id) : undefined
}

interface Posted {
  user: string
  text?: string
  blocks?: Block[]
  attachments?: Attachment[]
  thread_ts?: string
}

/** Gives the message the workspace's own `ts`, and remembers which one `emulate` gave it. */
export function named({ workspace, emulated }: Call, theirs: string): string {
  const ts = workspace.nextTs()
  emulated.pair(ts, theirs)
  return ts
}

function messageFrom({ workspace }: Call, channel: string, ts: string, posted: Posted): Message {
  const { user, text: words = '', blocks, attachments, thread_ts } = posted
  const { userId } = workspace.team.app
  return {
    channel,
    ts,
    user,
    text: words,
    ...(blocks && { blocks: user === userId ? withIds(blocks) : blocks }),
    ...(attachments && { attachments }),
    ...(thread_ts && { thread_ts }),
  }
}

function authorship({ workspace: { team }, token }: Call): object {
  return token.startsWith('xoxp-') ? {} : { bot_id: team.app.botId, app_id: team.app.id, team: team.id }
}
