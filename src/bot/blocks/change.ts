import { formatMoney, type HistoryItem, isCurrency } from '../../core/index.ts'
import { day } from './facts.ts'
import { join, type Markup, md } from './render.ts'

type Fact = HistoryItem['changes'][string][number]

/** What people call the fields of a deal, in the order in which they are told. */
const LABELS: Record<string, string> = {
  name: 'the name',
  value: 'the value',
  currency: 'the currency',
  owner: 'the owner',
  contact: 'the contact',
  source: 'the source',
  expectedCloseOn: 'the expected close',
  probability: 'the probability',
  tags: 'the tags',
  stage: 'stage',
  pipeline: 'pipeline',
}

/** "Ana moved it from Proposal to Negotiation": one change in one sentence, without when. */
export function changeSentence(item: HistoryItem, currency: string): Markup {
  return md`${item.by} ${whatHappened(item, currency)}`
}

function whatHappened({ kind, changes }: HistoryItem, currency: string): Markup {
  const because = changes.reason?.[1] ? md` (${String(changes.reason[1])})` : md``
  switch (kind) {
    case 'moved':
      return changes.stage ? md`moved it ${fromTo(changes.stage, String)}` : md`moved it`
    case 'stage-retired':
      return md`moved it ${fromTo(changes.stage ?? [null, null], String)}, since its stage was retired`
    case 'assigned':
      return changes.owner?.[1] ? md`gave it to ${String(changes.owner[1])}` : md`took its owner away`
    case 'lost':
      return md`lost it${because}`
    case 'abandoned':
      return md`abandoned it${because}`
    case 'edited':
      return md`changed ${changedFields(changes, currency)}`
    default:
      return md`${kind} it`
  }
}

function changedFields(changes: HistoryItem['changes'], currency: string): Markup {
  const now = String(changes.currency?.[1] ?? currency)
  const before = String(changes.currency?.[0] ?? currency)
  const told = Object.entries(LABELS).flatMap(([field, label]) => {
    const pair = changes[field]
    if (!pair || (field === 'currency' && changes.value)) return []
    const shown = (fact: Fact, i: number): string => factText(field, fact, i === 0 ? before : now)
    return [md`${label} ${fromTo(pair, shown)}`]
  })
  return told.length > 0 ? join(told, ', ') : md`it`
}

function fromTo([before, after]: readonly [Fact, Fact], shown: (fact: Fact, i: number) => string): Markup {
  if (isNothing(before)) return md`to ${shown(after, 1)}`
  return md`from ${shown(before, 0)} to ${isNothing(after) ? 'nothing' : shown(after, 1)}`
}

function factText(field: string, fact: Fact, currency: string): string {
  if (field === 'value' && typeof fact === 'number' && isCurrency(currency)) return formatMoney(fact, currency)
  if (field === 'expectedCloseOn' && typeof fact === 'string') return day(fact)
  if (field === 'probability') return `${fact} %`
  return Array.isArray(fact) ? fact.join(' ') : String(fact)
}

function isNothing(fact: Fact): boolean {
  return fact === null || (Array.isArray(fact) && fact.length === 0)
}
