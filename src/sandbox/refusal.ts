/** A request that Slack answers with `{ ok: false, error }`; `messages` say where and why. */
export class Refusal extends Error {
  readonly error: string
  readonly messages: readonly string[]

  constructor(error: string, messages: readonly string[] = []) {
    super([error, ...messages].join('\n'))
    this.error = error
    this.messages = messages
  }

  answer(): { ok: false; error: string; response_metadata?: { messages: readonly string[] } } {
    if (this.messages.length === 0) return { ok: false, error: this.error }
    return { ok: false, error: this.error, response_metadata: { messages: this.messages } }
  }
}
