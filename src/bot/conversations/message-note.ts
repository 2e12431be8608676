import { type Ctx, listMembers } from '../../core/index.ts'
import { clip } from '../blocks/render.ts'
import { plainText } from '../words/text.ts'
import type { SharedMessage } from './shared-message.ts'

/** A text field takes this much. */
export const LONGEST_NOTE = 3000

/** The text of a message as a note, with its people by name. */
export async function noteFrom(ctx: Ctx, { text, author }: SharedMessage): Promise<string> {
  const members = await listMembers(ctx)
  const nameOf = (slackUserId: string | undefined): string | undefined =>
    members.find((member) => member.slackUserId === slackUserId)?.name
  const words = plainText(text).replace(
    /<@([A-Z0-9]+)(?:\|([^>]*))?>/g,
    (_all, id: string, name?: string) => `@${nameOf(id) ?? name ?? 'somebody'}`,
  )
  const said = author && nameOf(author)
  return clip(said && words ? `${said}: ${words}` : words, LONGEST_NOTE)
}

/** The note as it is kept, with the way to the message. */
export function withPermalink(text: string | null, permalink: unknown): string {
  return [text, typeof permalink === 'string' ? permalink : null].filter(Boolean).join('\n')
}
