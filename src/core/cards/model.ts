/** A posted copy of a deal's card: where it is and which version of the deal it shows. */
export interface Card {
  readonly id: string
  readonly opportunityId: string
  readonly channelId: string
  /** Slack's name of the message within its channel. */
  readonly messageTs: string
  /** The first message of the thread that it stands in; null outside of threads. */
  readonly threadTs: string | null
  readonly shownVersion: number
}
