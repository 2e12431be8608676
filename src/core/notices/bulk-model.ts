import type { BulkDeed } from '../bulk-changes/model.ts'
import type { Stance } from '../follows/model.ts'
import type { NoticeSettings, NoticeSwitch } from './model.ts'

/** A deal that a bulk change changed, or took back, by whom, and whose it was before and is after. */
export interface BulkToldDeal {
  readonly number: number
  readonly name: string
  readonly opportunityId: string
  readonly ownerBefore: string | null
  readonly ownerAfter: string | null
  readonly actorId: string | null
  readonly actorName: string | null
}

/** What a deal is to somebody who hears of it: theirs now, theirs no more, theirs all along, or followed. */
export type Relation = 'given' | 'taken' | 'own' | 'followed'

/** Deals that are the same to whoever hears of them. */
export interface BulkGroup {
  readonly relation: Relation
  readonly deals: readonly BulkToldDeal[]
}

interface Reader {
  readonly memberId: string
  readonly settings: NoticeSettings
  /** Sees the deals that are theirs alone. */
  readonly ownOnly: boolean
  /** Their stances by the deal's id. */
  readonly stances: ReadonlyMap<string, Stance>
}

const RELATIONS: readonly Relation[] = ['given', 'own', 'taken', 'followed']

/** What somebody hears of: nothing that they did themselves, muted, do not want to hear of or may not see. */
export function groupsFor(deals: readonly BulkToldDeal[], deed: BulkDeed['kind'], reader: Reader): BulkGroup[] {
  const related = deals.flatMap((deal) => {
    const relation = relationTo(deal, deed, reader)
    return relation ? [{ relation, deal }] : []
  })
  return RELATIONS.map((relation) => ({
    relation,
    deals: related.filter((one) => one.relation === relation).map(({ deal }) => deal),
  })).filter((group) => group.deals.length > 0)
}

function relationTo(
  { opportunityId, ownerBefore, ownerAfter, actorId }: BulkToldDeal,
  deed: BulkDeed['kind'],
  { memberId, settings, ownOnly, stances }: Reader,
): Relation | null {
  const stance = stances.get(opportunityId)
  if (actorId === memberId || stance === 'muted') return null
  if (ownOnly && ownerAfter !== memberId) return null
  const [was, is] = [ownerBefore === memberId, ownerAfter === memberId]
  const relation = is && !was ? 'given' : was && !is ? 'taken' : is ? 'own' : null
  if (relation && settings[switchOf(relation, deed)]) return relation
  return stance === 'following' ? (relation ?? 'followed') : null
}

/** Which of the settings says whether somebody wants to hear of it. */
export function switchOf(relation: Exclude<Relation, 'followed'>, deed: BulkDeed['kind']): NoticeSwitch {
  if (relation === 'given') return 'assigned'
  return relation === 'own' && deed === 'close' ? 'closed' : 'bulk'
}
