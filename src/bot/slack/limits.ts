/** How often Slack lets a method be called. */
export interface Limit {
  readonly calls: number
  readonly seconds: number
  /** Counted for each channel by itself, not for the whole workspace. */
  readonly perChannel?: true
}

const perMinute = (calls: number): Limit => ({ calls, seconds: 60 })

/** Slack's limits for a workspace, by method; what is not here is only slowed down when Slack asks for it. */
export const LIMITS: Readonly<Record<string, Limit>> = {
  'chat.postMessage': { calls: 1, seconds: 1, perChannel: true },
  'chat.update': perMinute(50),
  'chat.unfurl': perMinute(50),
  'conversations.open': perMinute(50),
  'chat.postEphemeral': perMinute(100),
  'users.info': perMinute(100),
  'views.open': perMinute(100),
  'views.push': perMinute(100),
  'views.update': perMinute(100),
  'views.publish': perMinute(100),
  'users.list': perMinute(20),
  'conversations.list': perMinute(20),
}

/** What a call has to wait its turn in. */
export interface CallLane {
  readonly name: string
  readonly limit: Limit | undefined
}

/** The lane of a call: the method's own, or that of the method in a channel. */
export function laneOfCall(method: string, { channel }: Readonly<Record<string, unknown>>): CallLane {
  const limit = LIMITS[method]
  return { name: limit?.perChannel ? `${method} ${channel}` : method, limit }
}
