import { type Ctx, findPipeline, listMembers, listPipelines, type Pipeline } from '../../core/index.ts'
import { form, skeleton } from '../blocks/form.ts'
import { actions, button, context, join, md, message, option, overflow, section } from '../blocks/render.ts'
import { defineCommand, type Form, type Message, type Press, type Reply, type Turn } from '../command.ts'
import { createFromForm, newPipelineFields, othersOf, pipelineForms } from '../forms/pipeline-forms.ts'

/** A message has 50 blocks; further pipelines are changed on the dashboard. */
const MOST_SHOWN = 40

export const pipelines = defineCommand({
  verb: 'pipelines',
  aliases: ['pipeline', 'stages'],
  summary: 'The pipelines and their stages; admins change them here',
  examples: ['/deal pipelines'],
  run: async ({ ctx }) => ({ kind: 'say', message: await listed(ctx) }),
  actions: {
    'pipelines.new': async (turn) => openNew(turn),
    'pipelines.more': openForm,
  },
  views: { 'pipelines.new': create, 'pipelines.change': change },
})

async function listed(ctx: Ctx, headline?: string): Promise<Message> {
  const title = headline ? md`:white_check_mark: ${headline}` : md`*Pipelines and their stages*`
  const mayChange = ctx.actor.role === 'admin'
  const all = (await listPipelines(ctx)).slice(0, MOST_SHOWN)
  const menu = ({ id }: Pipeline) =>
    overflow(
      'pipelines.more',
      Object.entries(pipelineForms).map(([kind, { label }]) => option(label, `${kind}:${id}`)),
    )
  const rows = all.map((pipeline) => section(lineOf(pipeline), mayChange ? menu(pipeline) : undefined))
  const last = mayChange
    ? actions('pipelines', [button('pipelines.new', 'New pipeline…', 'new')])
    : context(md`${await whoChanges(ctx, 'pipelines')}`)
  return message([section(title), ...rows, last], title)
}

function lineOf({ name, stages }: Pipeline) {
  const steps = stages.map((stage) => md`${stage.name} ${stage.probability} %`)
  return md`*${name}*\n${join(steps, ' → ')}`
}

/** "Only admins change pipelines. Ask Dana Bright." */
export async function whoChanges(ctx: Ctx, what: string): Promise<string> {
  const admins = (await listMembers(ctx)).filter(({ role }) => role === 'admin').slice(0, 3)
  const names = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(admins.map(({ name }) => name))
  return `Only admins change ${what}.${names ? ` Ask ${names}.` : ''}`
}

function openNew({ origin }: Turn): Reply {
  const blocks = newPipelineFields()
  const view = form({ callbackId: 'pipelines.new', title: 'New pipeline', submit: 'Create', blocks, origin })
  return { kind: 'open', view }
}

async function openForm({ ctx, origin }: Turn, { value }: Press): Promise<Reply> {
  const [kind = '', id = ''] = value.split(':')
  const chosen = pipelineForms[kind]
  if (!chosen) return { kind: 'silence' }
  const { title, submit } = chosen
  return {
    kind: 'open',
    view: skeleton(title),
    async fill() {
      const pipeline = await findPipeline(ctx, id)
      const blocks = chosen.fields(pipeline, await othersOf(ctx, pipeline))
      return form({ callbackId: 'pipelines.change', title, submit, blocks, origin, data: { kind, pipeline: id } })
    },
  }
}

async function create({ ctx }: Turn, { values }: Form): Promise<Reply> {
  const done = await createFromForm(ctx, values)
  return { kind: 'say', message: await listed(ctx, done), inPlace: true }
}

async function change({ ctx }: Turn, { values, data }: Form): Promise<Reply> {
  const chosen = pipelineForms[String(data.kind)]
  if (!chosen) return { kind: 'silence' }
  const done = await chosen.change(ctx, String(data.pipeline), values)
  return { kind: 'say', message: await listed(ctx, done), inPlace: true }
}
