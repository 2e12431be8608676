import type { Moment } from './dates.ts'
import { type DueWords, parseDue, withoutDue } from './due.ts'
import { plainText } from './text.ts'

/** A task as it was said; whom it is for is still words. */
export interface TaskWords {
  readonly text: string
  readonly due: DueWords | null
  readonly assignee: string | null
}

/**
 * Reads `call Jane tomorrow 10:00 for @ana`, or `call Jane due:friday`. Throws `invalid` for a `due:` that is no time,
 * and for a time that may be two different ones; anything else is the text.
 */
export function parseTask(said: string, moment: Moment): TaskWords {
  const { rest, assignee } = withoutAssignee(plainText(said))
  const [, before, explicit] = /^(.*?)(?:^|\s)due:\s*(.+)$/is.exec(rest) ?? []
  if (explicit !== undefined) return { text: (before ?? '').trim(), due: parseDue(explicit, moment), assignee }
  return { ...withoutDue(rest, moment), assignee }
}

/** `for` begins a person only where a person follows: “for Europe” is text. */
function withoutAssignee(text: string): { rest: string; assignee: string | null } {
  const found = [...text.matchAll(/(?:^|\s)for\s+(<@[^>]+>|@\S+|me)(?=\s|$)/gi)].at(-1)
  if (!found) return { rest: text, assignee: null }
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`
  return { rest: rest.trim(), assignee: found[1] ?? null }
}
