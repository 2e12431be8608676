import type { KnownBlock } from '@slack/types'
import {
  AppError,
  addStage,
  type Ctx,
  createPipeline,
  editStage,
  findPipeline,
  inTransaction,
  invalid,
  listPipelines,
  type Pipeline,
  pickByName,
  renamePipeline,
  reorderStages,
  retirePipeline,
  retireStage,
} from '../../core/index.ts'
import { choiceField, textField } from '../blocks/form.ts'
import { context, md, option } from '../blocks/render.ts'
import { stageLines } from '../words/stage-lines.ts'
import type { FormValues } from './form-values.ts'

/** A form that changes one pipeline. Who may send it is for core to say. */
export interface PipelineForm {
  /** What the menu calls it. */
  readonly label: string
  /** At most 24 characters, as is the word on the button. */
  readonly title: string
  readonly submit: string
  fields(pipeline: Pipeline, others: readonly Pipeline[]): KnownBlock[]
  /** Does what the form says; resolves to a sentence about it. */
  change(ctx: Ctx, pipelineId: string, values: FormValues): Promise<string>
}

const name = (initial?: string) => textField('name', 'Name', { initial, max: 200 })
const stagesOf = ({ stages }: Pipeline) => stages.map((stage) => option(stage.name, stage.id))
const movedText = (moved: number): string => (moved === 1 ? '1 open deal moved' : `${moved} open deals moved`)

/** The forms by their place in the menu of a pipeline, which has five places at most. */
export const pipelineForms: Readonly<Record<string, PipelineForm>> = {
  rename: {
    label: 'Rename…',
    title: 'Rename',
    submit: 'Save',
    fields: (pipeline) => [
      name(pipeline.name),
      ...pipeline.stages.map((stage) =>
        textField(`stage:${stage.id}`, `Stage ${stage.name}`, { initial: stage.name, max: 60 }),
      ),
    ],
    change: (ctx, id, values) =>
      inTransaction(ctx, async (tx) => {
        const pipeline = await renamePipeline(tx, { pipeline: id, name: values.one('name') ?? '' })
        for (const stage of pipeline.stages) {
          const field = `stage:${stage.id}`
          const wanted = values.one(field)
          if (wanted === null || wanted === stage.name) continue
          await onlyOn(field, editStage(tx, { stage: stage.id, name: wanted }))
        }
        return `${pipeline.name} is saved.`
      }),
  },
  add: {
    label: 'Add a stage…',
    title: 'Add a stage',
    submit: 'Add',
    fields: (pipeline) => [
      textField('name', 'Name', { max: 60 }),
      choiceField('rank', 'Before', stagesOf(pipeline), { optional: true, hint: 'Empty: it becomes the last one.' }),
      textField('probability', 'Probability', { optional: true, max: 4, placeholder: '60 %' }),
    ],
    async change(ctx, id, values) {
      const { stages } = await findPipeline(ctx, id)
      const before = stages.findIndex((stage) => stage.id === values.one('rank'))
      const percent = values.one('probability')?.replace(/\s*%$/, '')
      const place = { ...(before >= 0 && { rank: before }), ...(percent && { probability: Number(percent) }) }
      const stage = await addStage(ctx, { pipeline: id, name: values.one('name') ?? '', ...place })
      return `The stage ${stage.name} is there.`
    },
  },
  order: {
    label: 'Order of stages…',
    title: 'Order of stages',
    submit: 'Save',
    fields: ({ stages }) => [
      textField('stages', 'Stages', {
        initial: stages.map((stage) => stage.name).join('\n'),
        lines: true,
        hint: 'One in each line, the first one first.',
      }),
    ],
    async change(ctx, id, values) {
      const pipeline = await findPipeline(ctx, id)
      const about = { what: 'stage', where: `in ${pipeline.name}`, listed: 'Its stages' }
      const order = stageLines(values.one('stages') ?? '').map((line) => {
        try {
          return pickByName(line.text, pipeline.stages, about).id
        } catch (error) {
          throw onField('stages', error)
        }
      })
      await reorderStages(ctx, { pipeline: id, stages: order })
      return `The stages of ${pipeline.name} are in their new order.`
    },
  },
  'retire-stage': {
    label: 'Retire a stage…',
    title: 'Retire a stage',
    submit: 'Retire',
    fields: (pipeline) => [
      choiceField('stage', 'Stage', stagesOf(pipeline), { hint: 'It is offered no more; history keeps it.' }),
      choiceField('target', 'Its open deals go to', stagesOf(pipeline)),
    ],
    async change(ctx, _id, values) {
      const input = { stage: values.one('stage') ?? '', target: values.one('target') ?? '' }
      return `The stage is retired; ${movedText((await retireStage(ctx, input)).moved)}.`
    },
  },
  retire: {
    label: 'Retire the pipeline…',
    title: 'Retire a pipeline',
    submit: 'Retire',
    fields({ name: called }, others) {
      const targets = others.flatMap((other) =>
        other.stages.map((stage) => option(`${other.name}: ${stage.name}`, stage.id)),
      )
      if (targets.length === 0) return [context(md`${called} is the only pipeline. Add another one first.`)]
      const hint = 'Needed where it has open deals. History keeps the pipeline.'
      return [choiceField('target', 'Its open deals go to', targets, { optional: true, hint })]
    },
    async change(ctx, id, values) {
      const target = values.one('target')
      const { moved } = await retirePipeline(ctx, { pipeline: id, ...(target && { target }) })
      return `The pipeline is retired; ${movedText(moved)}.`
    },
  },
}

/** The fields of a new pipeline. */
export function newPipelineFields(): KnownBlock[] {
  const hint = 'One in each line, the first one first. A probability may follow: Proposal 50 %.'
  return [name(), textField('stages', 'Stages', { lines: true, placeholder: 'Intro 20 %', hint })]
}

/** Makes the pipeline of that form; resolves to a sentence about it. */
export async function createFromForm(ctx: Ctx, values: FormValues): Promise<string> {
  const stages = stageLines(values.one('stages') ?? '').map(({ text, probability, whole }) =>
    probability === null ? { name: whole } : { name: text, probability },
  )
  if (stages.length === 0) throw invalid('A pipeline needs a stage.', { stages: 'Write at least one stage.' })
  const pipeline = await createPipeline(ctx, { name: values.one('name') ?? '', stages })
  return `The pipeline ${pipeline.name} is there.`
}

/** The other pipelines, whose stages can take the deals of a retired one. */
export async function othersOf(ctx: Ctx, { id }: Pipeline): Promise<Pipeline[]> {
  return (await listPipelines(ctx)).filter((other) => other.id !== id)
}

async function onlyOn<T>(field: string, work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw onField(field, error)
  })
}

/** What core says of a name belongs to the field here that holds the name. */
function onField(field: string, error: unknown): unknown {
  return error instanceof AppError ? new AppError(error.code, error.message, { [field]: error.message }) : error
}
