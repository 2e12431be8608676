import { type Ctx, inTransaction } from '../context.ts'
import type { OverviewViewRow } from '../db/overview-tables.ts'
import { invalid, notFound } from '../errors.ts'
import { newId } from '../ids.ts'
import { requireManager } from '../permissions.ts'
import { reports } from '../reports/index.ts'
import { bumpRevision } from '../workspaces/store.ts'
import { arranged, type Deed, type OverviewCard, readCards, STANDARD_CARDS, viewName } from './model.ts'
import * as store from './store.ts'

/** An arrangement that a manager made for the team. */
export interface OverviewView {
  readonly id: string
  readonly name: string
  /** What members see who chose nothing. */
  readonly teamDefault: boolean
}

/** What the actor's overview shows, and what it could show instead. */
export interface Overview {
  readonly cards: readonly OverviewCard[]
  /** `own`, `standard`, or the id of the view whose cards these are. */
  readonly shown: string
  /** Whether the actor arranged cards of their own, shown or not. */
  readonly hasOwn: boolean
  readonly views: readonly OverviewView[]
}

/**
 * The actor's overview: their own arrangement, or the view that they chose, or the team's. One that is gone or cannot be
 * read gives way to the next, so that there is always something to show.
 */
export async function overviewOf(ctx: Ctx): Promise<Overview> {
  const { memberId } = ctx.actor
  const [rows, choice] = await Promise.all([store.views(ctx), memberId ? store.choiceOf(ctx, memberId) : null])
  const own = choice?.cards ? readCards(choice.cards, reports) : null
  const shared = { hasOwn: own !== null, views: rows.map(viewOf) }
  if (choice?.shown === 'own' && own) return { ...shared, cards: own, shown: 'own' }
  const view = choice?.shown === 'standard' ? undefined : chosenView(rows, choice?.shown)
  const cards = view && readCards(view.cards, reports)
  if (view && cards) return { ...shared, cards, shown: view.id }
  return { ...shared, cards: STANDARD_CARDS, shown: 'standard' }
}

/**
 * Changes what the actor sees; it becomes their own arrangement, and nobody else's changes. Resolves to how it is then.
 * Throws `invalid` for a card, size or option that there is not.
 */
export function arrangeOverview(ctx: Ctx, deed: Deed): Promise<Overview> {
  return inTransaction(ctx, async (tx) => {
    const before = await overviewOf(tx)
    const cards = arranged(before.cards, deed, reports)
    await store.saveChoice(tx, memberOf(tx), { shown: 'own', cards: JSON.stringify(cards) })
    return { ...before, cards, shown: 'own', hasOwn: true }
  })
}

/** Shows the actor another arrangement: `own`, `standard`, or a view's id. Throws `not_found` for one that is not there. */
export async function showOverview(ctx: Ctx, which: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { views, hasOwn } = await overviewOf(tx)
    const offered = ['standard', ...(hasOwn ? ['own'] : []), ...views.map(({ id }) => id)]
    if (!offered.includes(which)) throw gone()
    const known = await store.choiceOf(tx, memberOf(tx))
    await store.saveChoice(tx, memberOf(tx), { shown: which, cards: known?.cards ?? null })
  })
}

/** Gives up the actor's own arrangement: they see what the team sees. */
export async function resetOverview(ctx: Ctx): Promise<void> {
  await inTransaction(ctx, (tx) => store.saveChoice(tx, memberOf(tx), { shown: 'team', cards: null }))
}

export interface SaveViewInput {
  readonly name: string
  /** Shows it to everybody who chose nothing. */
  readonly teamDefault: boolean
  /** Replaces the view with this id; left out, a new one is made. */
  readonly view?: string
}

/** Keeps what the actor sees as a view for the team. Managers only. Throws `invalid` for a name that is taken. */
export async function saveOverviewView(ctx: Ctx, { name, teamDefault, view }: SaveViewInput): Promise<OverviewView> {
  requireManager(ctx, 'share views of the overview')
  return inTransaction(ctx, async (tx) => {
    const { cards, views } = await overviewOf(tx)
    if (view && !views.some(({ id }) => id === view)) throw gone()
    const kept = {
      id: view ?? newId(),
      name: viewName(
        name,
        views.filter(({ id }) => id !== view),
      ),
    }
    await bumpRevision(tx)
    if (teamDefault) await store.markDefault(tx, null)
    await store.saveView(tx, { ...kept, cards: JSON.stringify(cards), team_default: teamDefault ? 1 : 0 })
    return { ...kept, teamDefault }
  })
}

/** Makes a view what members see who chose nothing; null for the standard one. Managers only. */
export async function setTeamOverview(ctx: Ctx, view: string | null): Promise<void> {
  requireManager(ctx, 'choose what the team sees')
  await inTransaction(ctx, async (tx) => {
    if (view) await existing(tx, view)
    await bumpRevision(tx)
    await store.markDefault(tx, view)
  })
}

/** Takes a view away from everybody; whoever saw it sees what the team sees. Managers only. */
export async function removeOverviewView(ctx: Ctx, view: string): Promise<void> {
  requireManager(ctx, 'take views of the overview away')
  await inTransaction(ctx, async (tx) => {
    await existing(tx, view)
    await bumpRevision(tx)
    await store.removeView(tx, view)
  })
}

/** The view of that id, else the team's. */
function chosenView(rows: readonly OverviewViewRow[], id: string | undefined): OverviewViewRow | undefined {
  return rows.find((row) => row.id === id) ?? rows.find((row) => row.team_default === 1)
}

async function existing(ctx: Ctx, view: string): Promise<void> {
  const rows = await store.views(ctx)
  if (!rows.some(({ id }) => id === view)) throw gone()
}

function viewOf({ id, name, team_default }: OverviewViewRow): OverviewView {
  return { id, name, teamDefault: team_default === 1 }
}

function gone(): Error {
  return notFound('This view is not there any more. Choose another one.')
}

function memberOf({ actor }: Ctx): string {
  if (actor.memberId) return actor.memberId
  throw invalid('Nobody in particular is asking, so there is no overview of theirs.')
}
