import type { ActionsBlockElement, KnownBlock } from '@slack/types'
import type { HistoryItem, Instant, Opportunity, Stage } from '../../core/index.ts'
import type { Message } from '../command.ts'
import { changeSentence } from './change.ts'
import { ageText, contactText, day, dealUrl, signOf, statusWord, valueText } from './facts.ts'
import {
  actions,
  button,
  context,
  facts,
  link,
  type Markup,
  md,
  message,
  moment,
  option,
  overflow,
  section,
  select,
} from './render.ts'

const UNDO_OFFERED_MS = 60 * 60 * 1000

/** All that a card shows. */
export interface CardContent {
  readonly deal: Opportunity
  /** The stages of the deal's pipeline that it can go to. */
  readonly stages: readonly Stage[]
  readonly latest: HistoryItem | null
  readonly publicUrl: string
  readonly now: Instant
  /** What the person who sees a private card may do besides; a public card offers what everybody may. */
  readonly only: { readonly canShare: boolean; readonly canDelete: boolean; readonly memberId: string | null } | null
  /** A sentence above the card: "Created." */
  readonly headline?: string
}

/** The deal as a card: what it is, how it stands, what to do next, and who changed it last. */
export function dealCard(content: CardContent): Message {
  const { deal, latest, publicUrl, headline } = content
  const title = md`*${link(dealUrl(publicUrl, deal.number), `${deal.ref} ${deal.name}`)}*`
  const blocks: KnownBlock[] = []
  if (headline) blocks.push(context(md`${headline}`))
  blocks.push(section(md`${title}\n${standing(deal)}`), facts(factsOf(content)))
  if (!deal.deletedAt)
    blocks.push(actions(blockIdOf(deal), [...steps(content), ...share(content), ...undo(content), more(content)]))
  if (latest) blocks.push(context(md`${changeSentence(latest, deal.currency)} · ${moment(latest.at)}`))
  return message(blocks, md`${deal.ref} ${deal.name}: ${valueText(deal)}, ${standingWords(deal)}`)
}

/** Names the deal and the version that the card shows; every element of the card is in this block. */
export function blockIdOf({ number, version }: Pick<Opportunity, 'number' | 'version'>): string {
  return `deal:${number}:${version}`
}

/** The deal and version that a card's block names; null for any other block. */
export function seenOn(blockId: string | undefined): { opportunity: number; version: number } | null {
  const [, number, version] = /^deal:(\d+):(\d+)$/.exec(blockId ?? '') ?? []
  return number && version ? { opportunity: Number(number), version: Number(version) } : null
}

function standing(deal: Opportunity): Markup {
  if (deal.deletedAt) return md`:wastebasket: Deleted`
  return md`${signOf(deal.status)} ${standingWords(deal)} · ${deal.pipeline.name}`
}

function standingWords({ status, stage, reason, closedOn }: Opportunity): string {
  if (status === 'open') return `Open in ${stage.name}`
  const when = closedOn ? ` on ${day(closedOn)}` : ''
  return `${statusWord(status)}${when}${reason ? `: ${reason.name}` : ''} · last stage ${stage.name}`
}

function factsOf({ deal, now }: CardContent): [string, Markup][] {
  const rows: [string, string | null][] = [
    ['Value', valueText(deal)],
    ['Owner', deal.owner?.name ?? 'nobody'],
    ['Contact', deal.contact && contactText(deal.contact)],
    ['Expected close', deal.expectedCloseOn && day(deal.expectedCloseOn)],
    ['Source', deal.source],
    ['Age', deal.closedAt ? ageText(deal.createdAt, deal.closedAt) : ageText(deal.createdAt, now)],
    ['Tags', deal.tags.join(' ') || null],
  ]
  return rows.flatMap(([label, value]) => (value ? [[label, md`${value}`]] : []))
}

function steps({ deal, stages }: CardContent): ActionsBlockElement[] {
  const value = String(deal.number)
  const edit = button('card.edit', 'Edit', value)
  if (deal.status !== 'open') return [button('card.reopen', 'Reopen', value), edit]
  const choices = stages.map((stage) => option(stage.name, stage.id))
  const buttons = [
    button('card.won', 'Won', value, { style: 'primary' }),
    button('card.lost', 'Lost…', value),
    button('card.abandon', 'Abandon…', value),
    edit,
  ]
  return choices.length > 0 ? [select('card.stage', 'Stage', choices, deal.stage.id), ...buttons] : buttons
}

function share({ deal, only }: CardContent): ActionsBlockElement[] {
  return only?.canShare ? [button('card.share', 'Post to channel', String(deal.number))] : []
}

/** For a while, whoever made the latest change can take it back. */
function undo({ deal, latest, only, now }: CardContent): ActionsBlockElement[] {
  if (!only || !latest || latest.byId === null || latest.byId !== only.memberId) return []
  const isFresh = Date.parse(now) - Date.parse(latest.at) < UNDO_OFFERED_MS
  const isPossible = latest.kind !== 'stage-retired' && (latest.kind !== 'created' || only.canDelete)
  return isFresh && isPossible ? [button('card.undo', 'Undo', String(deal.number))] : []
}

function more({ deal, publicUrl, only }: CardContent): ActionsBlockElement {
  return overflow('card.more', [
    option('History', 'history'),
    option('Add a note…', 'note'),
    option('Add a task…', 'task'),
    option('Assign…', 'assign'),
    ...(only?.canDelete ? [option('Delete', 'delete')] : []),
    // The sixth has no room; the title is a link there, too.
    option('Open in dashboard', 'open', dealUrl(publicUrl, deal.number)),
  ])
}
