import { BoundedMap } from './bounded-map.ts'
import { Refusal } from './refusal.ts'

/** How long a trigger can open a form. */
const TRIGGER_LIFE_MS = 3000

interface Trigger {
  user: string
  expiresAt: number
  used: boolean
}

/** The short-lived permissions to open a form on somebody's screen. */
export class Triggers {
  private readonly issued = new BoundedMap<string, Trigger>(1000)
  private count = 0
  private readonly now: () => Date

  constructor(now: () => Date) {
    this.now = now
  }

  issue(user: string): string {
    const at = this.now().getTime()
    const id = `${at}.${++this.count}.${user.toLowerCase()}`
    this.issued.set(id, { user, expiresAt: at + TRIGGER_LIFE_MS, used: false })
    return id
  }

  /** Spends a trigger and says whose screen it opens. Throws as Slack refuses: unknown, too late or used before. */
  spend(id: string): string {
    const trigger = this.issued.get(id)
    if (!trigger) throw new Refusal('invalid_trigger_id')
    if (trigger.used) throw new Refusal('exchanged_trigger_id')
    if (this.now().getTime() > trigger.expiresAt) throw new Refusal('expired_trigger_id')
    trigger.used = true
    return trigger.user
  }
}
