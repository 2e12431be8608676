import { z } from 'zod'

/** More than Slack ever sends. */
const MOST_BYTES = 1024 * 1024

const id = z.string().min(1)
const user = z.looseObject({ id })
const interaction = { user, team: z.looseObject({ id }).nullish() }
const action = z.looseObject({ action_id: id })
const view = z.looseObject({ callback_id: z.string() })

/** A slash command: by far the most frequent, and without a type. */
const command = z.looseObject({
  command: z.string().startsWith('/'),
  team_id: id,
  user_id: id,
  text: z.string().optional(),
})
const typed = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('url_verification'), challenge: z.string() }),
  z.looseObject({ type: z.literal('event_callback'), team_id: id, event: z.looseObject({ type: z.string() }) }),
  z.looseObject({ type: z.literal('block_actions'), ...interaction, actions: z.array(action).min(1) }),
  z.looseObject({ type: z.enum(['view_submission', 'view_closed']), ...interaction, view }),
  z.looseObject({ type: z.literal('block_suggestion'), ...interaction, action_id: id, value: z.string() }),
  z.looseObject({ type: z.enum(['shortcut', 'message_action']), ...interaction, callback_id: z.string() }),
])
/** The least that each kind of request must be for Bolt and dispatch to read it without surprises. */
const known = z.union([command, typed, z.looseObject({ ssl_check: z.string() })])

export type SlackBody = z.infer<typeof known>

/** The raw bytes of the request, or null when there are more than a megabyte of them. */
export async function readBytes(request: Request): Promise<Uint8Array | null> {
  const announced = request.headers.get('content-length')
  if (Number(announced ?? 0) > MOST_BYTES) return null
  // HTTP holds a body to the length it announced; only one that announced none has to be counted as it comes.
  if (announced !== null) return new Uint8Array(await request.arrayBuffer())
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > MOST_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The media type, without its parameters: Slack's forms come with and without a charset. */
export function mediaTypeOf(request: Request): string {
  return (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}

/** Reads a body of either media type that Slack uses; null when it is none of the requests we know. */
export function parseBody(bytes: Uint8Array, mediaType: string): SlackBody | null {
  const text = Buffer.from(bytes).toString('utf8')
  const result = known.safeParse(mediaType === 'application/json' ? fromJson(text) : fromForm(text))
  return result.success ? result.data : null
}

function fromForm(text: string): unknown {
  const fields = Object.fromEntries(new URLSearchParams(text))
  return fields.payload === undefined ? fields : fromJson(fields.payload)
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
