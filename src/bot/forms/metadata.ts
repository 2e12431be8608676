import { z } from 'zod'
import type { Origin } from '../command.ts'

const kept = z.object({
  origin: z
    .object({
      channelId: z.string().nullable(),
      responseUrl: z.string().nullable(),
      threadTs: z.string().optional(),
      message: z.object({ ts: z.string(), isPrivate: z.boolean(), isCard: z.boolean() }).nullable(),
    })
    .nullable(),
  data: z.record(z.string(), z.unknown()),
})

/** What a form carries along: where it was asked for, and what it is about. Only ids go in. */
export interface Metadata {
  readonly origin: Origin | null
  readonly data: Readonly<Record<string, unknown>>
}

export function writeMetadata(origin: Origin, data: Metadata['data']): string {
  return JSON.stringify({ origin, data })
}

/** Reads it back; an empty one when it is not ours. */
export function readMetadata(text: string | undefined): Metadata {
  try {
    return kept.parse(JSON.parse(text ?? ''))
  } catch {
    return { origin: null, data: {} }
  }
}
