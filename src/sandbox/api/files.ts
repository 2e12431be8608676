import type { SharedFile } from '../model.ts'
import { type Call, type Method, text } from './call.ts'
import { forward, named } from './chat.ts'

interface UploadedFile extends SharedFile {
  url_private: string
  initial_comment?: string
}

interface FileShare {
  ts: string
  subtype?: string
  text: string
  user: string
  thread_ts?: string
  files?: UploadedFile[]
}

/** The upload in three steps, which `emulate` does; the workspace keeps the bytes and shows the message. */
export const fileMethods: Record<string, Method> = {
  'files.completeUploadExternal': async (call) => {
    const answer = await forward(call)
    const channel = text(call.params, 'channel_id')
    if (!answer.ok) return answer
    for (const file of answer.files as UploadedFile[]) await keepBytes(call, file)
    if (channel) await showShares(call, channel, answer.files as UploadedFile[])
    return answer
  },
}

async function keepBytes({ emulated, workspace, token }: Call, file: UploadedFile): Promise<void> {
  const request = new Request(file.url_private, { headers: { authorization: `Bearer ${token}` } })
  const bytes = await (await emulated.pass(request)).arrayBuffer()
  workspace.state.files[file.id] = { ...shared(file), base64: Buffer.from(bytes).toString('base64') }
}

async function showShares(call: Call, channel: string, files: UploadedFile[]): Promise<void> {
  const history = await call.emulated.call(call.token, 'conversations.history', { channel, limit: 20 })
  const ids = new Set(files.map((one) => one.id))
  for (const share of (history.messages ?? []) as FileShare[]) {
    if (!share.files?.some((one) => ids.has(one.id))) continue
    const { thread_ts } = share
    call.workspace.show({
      channel,
      ts: named(call, share.ts),
      user: call.workspace.team.app.userId,
      text: share.text,
      files: share.files.map(shared),
      ...(thread_ts && { thread_ts }),
    })
  }
}

function shared({ id, name, title, mimetype, size, alt_txt }: UploadedFile): SharedFile {
  return { id, name, title, mimetype, size, ...(alt_txt && { alt_txt }) }
}
