import { withIds } from './api/block-ids.ts'
import { BoundedMap } from './bounded-map.ts'
import { checkMessage } from './limits/message.ts'
import type { Block, Message } from './model.ts'
import { Refusal } from './refusal.ts'
import type { Workspace } from './workspace.ts'

const MOST_POSTS = 5
const LIFE_MS = 30 * 60 * 1000

/** Where an answer through a `response_url` goes: to whom, where, and which message it may replace. */
export interface AnswerPlace {
  user: string
  channel: string
  /** The message whose button was pressed. */
  source?: Message
}

/** What an app sends as the body of an acknowledgement or to a `response_url`. */
export interface AppAnswer {
  text?: string
  blocks?: Block[]
  response_type?: 'ephemeral' | 'in_channel'
  replace_original?: boolean
  delete_original?: boolean
  thread_ts?: string
}

interface Issued extends AnswerPlace {
  expiresAt: number
  posts: number
}

/** The addresses at which an app answers an interaction later: five times within thirty minutes. */
export class ResponseUrls {
  private readonly issued = new BoundedMap<string, Issued>(10_000)
  private count = 0
  private readonly workspace: Workspace
  private readonly now: () => Date
  private readonly origin: string

  constructor(workspace: Workspace, now: () => Date, origin: string) {
    this.workspace = workspace
    this.now = now
    this.origin = origin
  }

  issue(place: AnswerPlace): string {
    const id = `${this.workspace.team.id}-${++this.count}-${Math.random().toString(36).slice(2, 12)}`
    this.issued.set(id, { ...place, expiresAt: this.now().getTime() + LIFE_MS, posts: 0 })
    return `${this.origin}/response/${id}`
  }

  async receive(id: string, request: Request): Promise<Response> {
    const place = this.issued.get(id)
    if (!place || this.now().getTime() > place.expiresAt) return refuse('expired_url')
    if (place.posts >= MOST_POSTS) return refuse('used_url')
    place.posts += 1
    try {
      showAnswer(this.workspace, place, (await request.json()) as AppAnswer)
      return new Response('ok')
    } catch (error) {
      if (error instanceof Refusal) return Response.json(error.answer(), { status: 400 })
      throw error
    }
  }
}

const refuse = (error: string): Response => Response.json({ ok: false, error }, { status: 404 })

/** Shows an app's answer: only to the person unless it says `in_channel`, in place of the original if it says so. */
export function showAnswer(workspace: Workspace, place: AnswerPlace, answer: AppAnswer): Message | undefined {
  const { user, channel, source } = place
  if (answer.delete_original && source) {
    workspace.remove(channel, source.ts)
    return undefined
  }
  checkMessage(answer)
  const shown = { text: answer.text ?? '', blocks: withIds(answer.blocks ?? []) }
  if (answer.replace_original && source) {
    const replaced = workspace.change(channel, source.ts, { ...shown, edited: true })
    if (replaced) return replaced
  }
  return workspace.show({
    ...shown,
    channel,
    ts: workspace.nextTs(),
    user: workspace.team.app.userId,
    ...(answer.response_type !== 'in_channel' && { onlyFor: user }),
    ...(answer.thread_ts && { thread_ts: answer.thread_ts }),
  })
}
