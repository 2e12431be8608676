/** What somebody wants to hear of one deal: all of it, or nothing; without a stance, what their other wishes say. */
export type Stance = 'following' | 'muted'

/** Who hears: a member's id, or a place in Slack, as subscriptions have it. */
export type Listener = string
