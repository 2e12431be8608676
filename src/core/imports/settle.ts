import type { Contact } from '../contacts/model.ts'
import type { TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Story } from '../opportunities/journal.ts'
import type { Columns } from './columns.ts'
import { settleContacts } from './contacts.ts'
import type { ImportField } from './fields.ts'
import type { KeyedDraft } from './keys.ts'
import { settleOwners } from './owners.ts'
import { type PlaceOptions, settlePlaces } from './places.ts'
import { settleReasons } from './reasons.ts'
import { type Settled, storyOf } from './stories.ts'
import type { RowProblem } from './table.ts'

export interface SettleOptions {
  readonly columns: Columns
  readonly options: PlaceOptions & { readonly createMembers?: boolean }
  readonly importRunId: string
}

export interface SettledDrafts {
  readonly stories: readonly { story: Story; notes: string | null }[]
  readonly problems: readonly RowProblem[]
  readonly newPipelines: readonly string[]
  readonly newStages: readonly string[]
  readonly newMembers: readonly string[]
  readonly newReasons: readonly string[]
  readonly newContacts: number
}

/** Matches the drafts with what the workspace has, makes what is missing and may be made, and tells their stories. */
export async function settle(
  tx: TxCtx,
  drafts: readonly KeyedDraft[],
  { columns, options, importRunId }: SettleOptions,
): Promise<SettledDrafts> {
  const problems: RowProblem[] = []
  const faultOf = ({ line }: KeyedDraft) => {
    return (field: ImportField, reason: string) =>
      void problems.push({ line, column: columns[field]?.header ?? null, reason })
  }
  const places = await settlePlaces(tx, drafts, options)
  const owners = await settleOwners(tx, drafts, options)
  const placed = drafts.flatMap((draft) => {
    const fault = faultOf(draft)
    const place = found(places.placeOf(draft), (why) => fault('stage', why))
    const owner = draft.owner === null ? null : found(owners.ownerCalled(draft.owner), (why) => fault('owner', why))
    return place && owner !== undefined ? [{ draft, place, owner }] : []
  })

  const fitting = placed.map(({ draft }) => draft)
  const { reasonOf, newReasons } = await settleReasons(tx, fitting)
  const { contactOf, newContacts } = await settleContacts(tx, fitting)
  const stories: { story: Story; notes: string | null }[] = []
  for (const { draft, place, owner } of placed) {
    const fault = faultOf(draft)
    const contact = draft.contact ? found(contactOf(draft.contact), (why) => fault('contactEmail', why)) : null
    if (contact === undefined) continue
    const settled = { place, owner, contact, reason: reasonOf(draft) }
    const story = await storyOrFault(tx, draft, settled, { importRunId, fault })
    if (story) stories.push({ story, notes: draft.notes })
  }
  const { newPipelines, newStages } = places
  return { stories, problems, newPipelines, newStages, newMembers: owners.newMembers, newReasons, newContacts }
}

function found<T extends object>(thing: T | { missing: string }, fault: (why: string) => void): T | undefined {
  if (!('missing' in thing)) return thing
  fault(thing.missing)
  return undefined
}

async function storyOrFault(
  tx: TxCtx,
  draft: KeyedDraft,
  settled: Settled & { contact: Contact | null },
  { importRunId, fault }: { importRunId: string; fault: (field: ImportField, reason: string) => void },
): Promise<Story | undefined> {
  try {
    return await storyOf(tx, draft, settled, importRunId)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const [field = 'name'] = Object.keys(error.fields)
    fault(field as ImportField, error.message.replace(/\.$/, ''))
    return undefined
  }
}
