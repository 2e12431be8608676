import {
  addStage,
  type Ctx,
  createPipeline,
  editStage,
  listPipelines,
  notFound,
  type Pipeline,
  renamePipeline,
  reorderStages,
  retirePipeline,
  retireStage,
} from '../../core/index.ts'
import { type Typed, written } from '../forms.ts'
import type { Deed } from './settings.tsx'

/** What the forms of the pipelines' settings do. */
export const pipelineDeeds = {
  async addPipeline(ctx, typed) {
    const stages = (typed.stages ?? '').split(/[\n,]/).map((name) => ({ name: name.trim() }))
    const named = stages.filter(({ name }) => name !== '')
    const { name } = await createPipeline(ctx, { name: typed.name ?? '', stages: named })
    return `The pipeline ${name} is there.`
  },
  async renamePipeline(ctx, typed, id) {
    const { name } = await renamePipeline(ctx, { pipeline: id, name: typed.name ?? '' })
    return `The pipeline is called ${name} now.`
  },
  async retirePipeline(ctx, typed, id) {
    const target = written(typed, 'target')
    const { moved } = await retirePipeline(ctx, { pipeline: id, ...(target && { target }) })
    return `The pipeline is retired; ${movedText(moved)}.`
  },
  async addStage(ctx, typed, id) {
    const stage = await addStage(ctx, {
      pipeline: id,
      name: typed.name ?? '',
      ...probabilityOf(typed),
      ...newLimitOf(typed),
    })
    return `The stage ${stage.name} is there.`
  },
  async editStage(ctx, typed, id) {
    const said = { name: typed.name ?? '', ...probabilityOf(typed), ...limitOf(typed) }
    const stage = await editStage(ctx, { stage: id, ...said })
    return `The stage ${stage.name} is saved.`
  },
  async moveStage(ctx, typed, id) {
    const pipeline = await pipelineOfStage(ctx, id)
    const ids = pipeline.stages.map((stage) => stage.id)
    const place = ids.indexOf(id)
    const next = place + (typed.direction === 'up' ? -1 : 1)
    const other = ids[next]
    if (other !== undefined) [ids[place], ids[next]] = [other, id]
    await reorderStages(ctx, { pipeline: pipeline.id, stages: ids })
    return 'The stages are in their new order.'
  },
  async retireStage(ctx, typed, id) {
    const { moved } = await retireStage(ctx, { stage: id, target: typed.target ?? '' })
    return `The stage is retired; ${movedText(moved)}.`
  },
} satisfies Record<string, Deed>

function probabilityOf(typed: Typed): { probability?: number } {
  const probability = written(typed, 'probability')
  return probability === null ? {} : { probability: Number(probability) }
}

/** A new stage without a limit of its own gets the usual one. */
function newLimitOf(typed: Typed): { limitDays?: number } {
  const days = written(typed, 'limitDays')
  return days === null ? {} : { limitDays: Number(days) }
}

/** An emptied field takes the limit away; a form without the field leaves it. */
function limitOf(typed: Typed): { limitDays?: number | null } {
  return typed.limitDays === undefined ? {} : { limitDays: null, ...newLimitOf(typed) }
}

async function pipelineOfStage(ctx: Ctx, id: string): Promise<Pipeline> {
  const pipeline = (await listPipelines(ctx)).find(({ stages }) => stages.some((stage) => stage.id === id))
  if (!pipeline) throw notFound('This stage does not exist any more.')
  return pipeline
}

function movedText(moved: number): string {
  if (moved === 0) return 'no open deal stood there'
  return moved === 1 ? 'its open deal moved' : `its ${moved} open deals moved`
}
