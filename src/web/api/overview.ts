import { z } from '@hono/zod-openapi'
import {
  arrangeOverview,
  type Ctx,
  KEY_FIGURES,
  type Overview,
  overviewOf,
  removeOverviewView,
  reports,
  resetOverview,
  saveOverviewView,
  setTeamOverview,
  showOverview,
} from '../../core/index.ts'
import { endpoint } from './endpoint.ts'
import { byId, id } from './fields.ts'

const tag = 'Overview'

const cardName = z.string().openapi({
  description: `The id of a report (${reports.map((report) => report.id).join(', ')}), or ${KEY_FIGURES}.`,
  example: 'funnel',
})
const size = z.string().openapi({ description: 'third, half, two-thirds or full.', example: 'half' })
const options = z.record(z.string(), z.string()).openapi({
  description: 'What is chosen of the report’s options, as its address has it.',
  example: { mode: 'touched' },
})

const View = z
  .strictObject({
    id,
    name: z.string(),
    teamDefault: z.boolean().openapi({ description: 'What members see who chose nothing.' }),
  })
  .openapi('OverviewView')

const OverviewAnswer = z
  .strictObject({
    cards: z.array(z.strictObject({ card: cardName, size, options })),
    shown: z.string().openapi({ description: '“own”, “standard”, or the id of the view whose cards these are.' }),
    hasOwn: z.boolean().openapi({ description: 'Whether you arranged cards of your own, shown or not.' }),
    views: z.array(View),
  })
  .openapi('Overview')

const read = endpoint({
  method: 'get',
  path: '/overview',
  tag,
  summary: 'See how your overview is arranged, and the views that it could show',
  answer: OverviewAnswer,
  run: async (ctx) => answered(await overviewOf(ctx)),
})

const replace = endpoint({
  method: 'post',
  path: '/overview',
  tag,
  summary: 'Replace your arrangement',
  description: 'It becomes your own, and nobody else’s changes.',
  body: z
    .strictObject({
      cards: z.array(z.strictObject({ card: cardName, size: size.optional(), options: options.optional() })),
    })
    .openapi('OverviewArrangement'),
  answer: OverviewAnswer,
  run: async (ctx, { body }) => answered(await arrangeOverview(ctx, { do: 'replace', cards: body.cards })),
})

const show = endpoint({
  method: 'post',
  path: '/overview/show',
  tag,
  summary: 'See another arrangement',
  body: z.strictObject({ view: z.string().openapi({ description: '“own”, “standard”, or a view’s id.' }) }),
  answer: OverviewAnswer,
  run: (ctx, { body }) => seenAfter(ctx, showOverview(ctx, body.view)),
})

const reset = endpoint({
  method: 'post',
  path: '/overview/reset',
  tag,
  summary: 'Give up your own arrangement',
  description: 'You see what the team sees.',
  answer: OverviewAnswer,
  run: (ctx) => seenAfter(ctx, resetOverview(ctx)),
})

const share = endpoint({
  method: 'post',
  path: '/overview/views',
  tag,
  summary: 'Keep what you see as a view for the team',
  description: 'Managers and admins.',
  body: z.strictObject({ name: z.string(), teamDefault: z.boolean().optional() }).openapi('NewOverviewView'),
  answer: View,
  status: 201,
  run: (ctx, { body }) => saveOverviewView(ctx, { teamDefault: false, ...body }),
})

const replaceView = endpoint({
  method: 'post',
  path: '/overview/views/{id}/replace',
  tag,
  summary: 'Replace a view with what you see',
  description: 'Managers and admins. Its name and whether the team sees it stay, unless you say otherwise.',
  params: byId,
  body: z.strictObject({ name: z.string().optional(), teamDefault: z.boolean().optional() }),
  answer: View,
  run: async (ctx, { params, body }) => {
    const { name = '', teamDefault = false } = (await viewOf(ctx, params.id)) ?? {}
    return saveOverviewView(ctx, { name, teamDefault, ...body, view: params.id })
  },
})

const removeView = endpoint({
  method: 'delete',
  path: '/overview/views/{id}',
  tag,
  summary: 'Take a view away',
  description: 'Managers and admins. Whoever saw it sees what the team sees.',
  params: byId,
  run: async (ctx, { params }) => {
    await removeOverviewView(ctx, params.id)
    return undefined
  },
})

const setTeams = endpoint({
  method: 'post',
  path: '/overview/team',
  tag,
  summary: 'Choose what members see who chose nothing',
  description: 'Managers and admins.',
  body: z.strictObject({ view: id.nullable().openapi({ description: 'A view’s id; null is the standard one.' }) }),
  answer: OverviewAnswer,
  run: (ctx, { body }) => seenAfter(ctx, setTeamOverview(ctx, body.view)),
})

export const overviewEndpoints = [read, replace, show, reset, share, replaceView, removeView, setTeams] as const

/** What the member sees once the deed is done. */
async function seenAfter(ctx: Ctx, deed: Promise<unknown>) {
  await deed
  return answered(await overviewOf(ctx))
}

async function viewOf(ctx: Ctx, id: string) {
  return (await overviewOf(ctx)).views.find((view) => view.id === id)
}

function answered({ cards, views, ...overview }: Overview) {
  return { ...overview, cards: cards.map((card) => ({ ...card, options: { ...card.options } })), views: [...views] }
}
