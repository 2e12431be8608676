import type { Context } from 'hono'
import {
  arrangeOverview,
  CARD_SIZES,
  type Deed,
  overviewOf,
  removeOverviewView,
  reports,
  resetOverview,
  saveOverviewView,
  setTeamOverview,
  showOverview,
} from '../../core/index.ts'
import type { WebEnv } from '../env.ts'
import { STATUS_OF } from '../failure.tsx'
import { type Refusal, submit, type Typed, written } from '../forms.ts'
import { Arrange } from '../pages/arrange.tsx'
import { goOn, showPage } from '../respond.tsx'
import { ctxIn } from '../session.ts'

/** GET /overview/arrange */
export function arrangePage(c: Context<WebEnv>): Promise<Response> {
  return showArranging(c)
}

/** POST /overview/arrange: one deed; scripts get the page's content back, forms are led to the card. */
export function arrange(c: Context<WebEnv>): Promise<Response> {
  return submit(
    c,
    'arrange',
    async (typed) => {
      await arrangeOverview(ctxIn(c), deedOf(typed))
      if (c.req.header('x-fragment')) return showArranging(c)
      const at = typed.do === 'remove' ? '' : `#tile-${encodeURIComponent(typed.card ?? '')}`
      return c.redirect(`/overview/arrange${searchOf(c)}${at}`, 303)
    },
    (refusal) => showArranging(c, refusal),
  )
}

/** POST /overview/show */
export function show(c: Context<WebEnv>): Promise<Response> {
  return submit(
    c,
    'show',
    async ({ view = '' }) => {
      await showOverview(ctxIn(c), view)
      return c.redirect(`/${searchOf(c)}`, 303)
    },
    (refusal) => showArranging(c, refusal),
  )
}

/** POST /overview/reset */
export async function reset(c: Context<WebEnv>): Promise<Response> {
  await resetOverview(ctxIn(c))
  return goOn(c, `/overview/arrange${searchOf(c)}`, 'You see what the team sees again.')
}

/** POST /overview/views: a new view, or what one shows from now on. */
export function share(c: Context<WebEnv>): Promise<Response> {
  return shared(c, 'share', async (typed) => {
    const [teamDefault, view] = [typed.teamDefault === 'yes', written(typed, 'view')]
    const { name } = await saveOverviewView(ctxIn(c), { name: typed.name ?? '', teamDefault, ...(view && { view }) })
    return teamDefault ? `${name} is what the team sees now.` : `The team can choose ${name} now.`
  })
}

/** POST /overview/team */
export function makeTeams(c: Context<WebEnv>): Promise<Response> {
  return shared(c, 'team', async (typed) => {
    const view = written(typed, 'view')
    await setTeamOverview(ctxIn(c), view)
    return view ? 'The team sees this view now.' : 'The team sees the standard overview now.'
  })
}

/** POST /overview/views/:id/remove */
export function removeView(c: Context<WebEnv>): Promise<Response> {
  return shared(c, 'remove', async () => {
    await removeOverviewView(ctxIn(c), c.req.param('id') ?? '')
    return 'The view is gone. Whoever saw it sees what the team sees.'
  })
}

function shared(c: Context<WebEnv>, form: string, deed: (typed: Typed) => Promise<string>): Promise<Response> {
  const page = `/overview/arrange${searchOf(c)}`
  return submit(
    c,
    form,
    async (typed) => goOn(c, page, await deed(typed)),
    (refusal) => showArranging(c, refusal),
  )
}

async function showArranging(c: Context<WebEnv>, refusal?: Refusal): Promise<Response> {
  const ctx = ctxIn(c)
  const arrangement = await overviewOf(ctx)
  const data = {
    arrangement,
    reports,
    mayShare: ctx.actor.role !== 'rep',
    query: searchOf(c),
    ...(refusal && { refusal }),
  }
  const status = refusal ? STATUS_OF[refusal.code] : 200
  return showPage(c, { title: 'Arrange your overview', current: 'overview', status }, <Arrange {...data} />)
}

function deedOf(typed: Typed): Deed {
  const { card = '', do: does = '' } = typed
  if (typed.order !== undefined) return { do: 'order', order: typed.order.split(',') }
  if (does === 'options') return { do: 'options', card, options: typed }
  const plain = (['up', 'down', 'remove', 'add'] as const).find((known) => known === does)
  return plain ? { do: plain, card } : { do: 'resize', card, size: CARD_SIZES.find((size) => size === does) ?? does }
}

/** The filters that the overview had, kept on the way. */
function searchOf(c: Context): string {
  return new URL(c.req.url).search
}
