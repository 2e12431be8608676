import type { Contact } from '../contacts/model.ts'
import type { TxCtx } from '../context.ts'
import type { Member } from '../members/model.ts'
import { creationOf } from '../opportunities/create.ts'
import { readFacts } from '../opportunities/facts.ts'
import type { Story } from '../opportunities/journal.ts'
import { type Change, closeAs, type Opportunity } from '../opportunities/model.ts'
import { type Instant, latest, localDateOf } from '../time.ts'
import { type Moment, middleOf } from './dates.ts'
import type { KeyedDraft } from './keys.ts'
import type { Place } from './places.ts'

/** A draft's references, found or made. */
export interface Settled {
  readonly place: Place
  readonly owner: Member | null
  readonly contact: Contact | null
  readonly reason: Opportunity['reason']
}

/**
 * The life of a deal as far as the row tells it. Nothing is invented: the moment at which it entered its stage is known
 * only where that is the pipeline's first and the row says when the deal was created.
 * Throws `invalid` for a name, source or tag that no deal may have.
 */
export async function storyOf(
  tx: TxCtx,
  draft: KeyedDraft,
  { place, owner, contact, reason }: Settled,
  importRunId: string,
): Promise<Story> {
  const { name, source, tags, value, currency, expectedCloseOn, created, closed, status } = draft
  const known = await readFacts(tx, { name, source, tags })
  const facts = {
    ...known,
    name: known.name as string,
    value,
    currency,
    expectedCloseOn,
    owner: owner && { id: owner.id, name: owner.name, slackUserId: owner.slackUserId },
    contact,
  }
  const createdAt = instantOf(tx, created ?? closed)
  const creation = asImported(creationOf(tx, facts, place.pipeline, place.stage, createdAt), draft)
  const entryKnown = created !== null && place.stage.id === place.pipeline.stages[0]?.id
  if (status === 'open') return { changes: [creation], entryKnown: entryKnown, importRunId }

  const closedAt = latest(instantOf(tx, closed), createdAt)
  const ending = { status, reason, closedOn: localDateOf(closedAt, tx.workspace.timeZone) }
  const close = closeAs(creation.after, ending, closedAt)
  const after = { ...close.after, lastActivityAt: closedAt }
  return { changes: [creation, { ...close, after }], entryKnown: entryKnown && draft.stage !== null, importRunId }
}

function asImported(creation: Change, { key, created }: KeyedDraft): Change {
  const historyQuality = created ? 'imported' : 'partial'
  return { ...creation, after: { ...creation.after, externalId: key, historyQuality } }
}

/** A moment that nobody knows is that of the import. */
function instantOf(tx: TxCtx, moment: Moment | null): Instant {
  if (!moment) return tx.now()
  const at = moment.at ?? middleOf(moment.day, tx.workspace.timeZone, tx.now())
  if (at > tx.now()) return tx.now()
  return at
}
