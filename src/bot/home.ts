import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import {
  AppError,
  actorOf,
  agendaOf,
  type Ctx,
  DEAL_LISTS,
  findMember,
  getOpportunity,
  type HomeState,
  homeOf,
  rememberHome,
  TASK_LISTS,
} from '../core/index.ts'
import { HOME_FIND, HOME_FIRST, HOME_NEXT, HOME_WHOSE, homeView } from './blocks/home.ts'
import type { Command, Press, Reply, Turn } from './command.ts'
import { searchDeals } from './forms/typeahead.ts'
import { isRefusal } from './slack/reactions.ts'
import type { Errand } from './slack/slack-job.ts'

/** Of each list; with all of them, well below what a Home can hold. */
const PER_LIST = 5

const FIRST_PAGES: HomeState['cursors'] = {}
const lists = [...TASK_LISTS.map((name) => `tasks/${name}`), ...DEAL_LISTS.map((name) => `deals/${name}`)]
const pagePress = z.object({ list: z.enum(lists), cursor: z.string().nullable() })
const refreshing = z.object({ memberId: z.string() })

/** Whose Home, and how it gets there. The context is the member's own. */
export interface HomePlace {
  readonly ctx: Ctx
  readonly slackUserId: string
  readonly client: WebClient
  readonly publicUrl: string
}

/**
 * Publishes the member's Home, as it was shown last unless `change` says otherwise. When another publishing came between,
 * it is read and rendered again, once.
 */
export async function publishHome(
  place: HomePlace,
  change: (state: HomeState) => HomeState = (state) => state,
): Promise<void> {
  const first = await homeOf(place.ctx)
  try {
    await publish(place, change(first.state), first.hash)
  } catch (error) {
    if (!isRefusal(error, ['hash_conflict'])) throw error
    const again = await homeOf(place.ctx)
    // The same hash, refused already, is not Slack's: ours is then the newer view.
    await publish(place, change(again.state), again.hash === first.hash ? null : again.hash)
  }
}

/** Does the `publish-home` job: after a member's own changes, what their Home shows is true again. */
export async function refreshHome({ ctx, slack, job }: Errand, publicUrl: string): Promise<void> {
  const member = await findMember(ctx, refreshing.parse(job.payload).memberId).catch(nobody)
  if (!member?.slackUserId) return
  const own = { ...ctx, actor: actorOf(member, 'slack') }
  await publishHome({ ctx: own, slackUserId: member.slackUserId, client: slack.patient, publicUrl })
}

/** What the Home's own elements answer. */
export const homeAnswers = {
  actions: {
    [HOME_FIRST]: turnPage,
    [HOME_NEXT]: turnPage,
    [HOME_WHOSE]: (turn, { value }) =>
      show(turn, () => ({ whose: value === 'team' ? 'team' : 'mine', cursors: FIRST_PAGES })),
    [HOME_FIND]: async ({ ctx }, { value }) => ({ kind: 'card', deal: await getOpportunity(ctx, Number(value)) }),
  },
  options: { [HOME_FIND]: searchDeals },
} satisfies Pick<Command, 'actions' | 'options'>

function turnPage(turn: Turn, { value }: Press): Promise<Reply> {
  const { list, cursor } = pagePress.parse(JSON.parse(value))
  const [what = '', name = ''] = list.split('/')
  return show(turn, ({ whose, cursors }) => {
    const { [name]: _, ...others } = (cursors[what as 'deals' | 'tasks'] ?? {}) as Record<string, string>
    return { whose, cursors: { ...cursors, [what]: cursor ? { ...others, [name]: cursor } : others } }
  })
}

async function show({ ctx, member, slack, publicUrl }: Turn, change: (state: HomeState) => HomeState): Promise<Reply> {
  await publishHome({ ctx, slackUserId: member.slackUserId, client: slack.prompt, publicUrl }, change)
  return { kind: 'silence' }
}

async function publish(place: HomePlace, state: HomeState, hash: string | null): Promise<void> {
  const { ctx, slackUserId, client, publicUrl } = place
  const { timeZone, currency } = ctx.workspace
  const agenda = await agendaOf(ctx, { ...state, limit: PER_LIST })
  const look = { publicUrl, now: ctx.now(), timeZone, currency, state, role: ctx.actor.role }
  const view = homeView(agenda, look)
  const published = await client.views.publish({ user_id: slackUserId, view, ...(hash && { hash }) })
  await rememberHome(ctx, { state, hash: published.view?.hash ?? null })
}

/** A member who left has no Home any more. */
function nobody(error: unknown): null {
  if (error instanceof AppError) return null
  throw error
}
