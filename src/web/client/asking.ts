/** What the server did, in one sentence, and what takes it back. */
export interface Done {
  said: string
  /** `12.4` for the change that led to version 4 of D-12, `T-7` for a task that was finished. */
  undo?: string
}

/** The server refused, with a sentence for a person. */
export class Refused extends Error {
  readonly status: number

  constructor(message: string, status: number) {
    super(message)
    this.status = status
  }
}

/** Sends a form without leaving the page. Throws `Refused` with what to tell the member. */
export async function ask(path: string, fields: Record<string, string> | FormData): Promise<Done> {
  const entries = fields instanceof FormData ? [...fields].map(([key, value]) => [key, String(value)]) : fields
  const body = new URLSearchParams(entries as Record<string, string>)
  let answer: Response
  try {
    answer = await fetch(path, { method: 'POST', body, headers: { Accept: 'application/json' }, redirect: 'error' })
  } catch {
    throw new Refused('The server cannot be reached, so nothing was changed. Try again in a moment.', 0)
  }
  const said = (await answer.json().catch(() => null)) as (Done & { error?: { message: string } }) | null
  if (answer.ok && said) return said
  throw new Refused(
    said?.error?.message ?? 'That did not work, and nothing was changed. Load the page again.',
    answer.status,
  )
}

/** Where, and with what, a change is taken back. */
export function undoOf(undo: string): { path: string; fields: Record<string, string> } {
  const [deal = '', version] = undo.split('.')
  return version
    ? { path: `/board/${deal}/undo`, fields: { version } }
    : { path: `/my-day/tasks/${undo.slice(2)}/reopen`, fields: {} }
}
