import type { TxCtx } from '../context.ts'
import { invalid } from '../errors.ts'
import { sameName } from '../matching.ts'
import { addStage, createPipeline, defaultPipeline, listPipelines } from '../pipelines/index.ts'
import type { Pipeline, Stage } from '../pipelines/model.ts'
import type { Draft } from './drafts.ts'

export interface PlaceOptions {
  /** Where rows go that name no pipeline; left out: the first one. */
  readonly pipeline?: string
  /** The stages of a pipeline that has to be made, in order; left out: as first seen in the file. */
  readonly stages?: readonly string[]
  /** Adds stages that a pipeline lacks. */
  readonly createStages?: boolean
}

/** Where a deal goes. */
export interface Place {
  readonly pipeline: Pipeline
  readonly stage: Stage
}

export interface Places {
  /** The place of the draft, or why there is none. */
  placeOf(draft: Draft): Place | { missing: string }
  /** Names of what had to be made. */
  readonly newPipelines: readonly string[]
  readonly newStages: readonly string[]
}

/** Finds the pipelines and stages that the drafts name, and makes those that may be made. */
export async function settlePlaces(tx: TxCtx, drafts: readonly Draft[], options: PlaceOptions): Promise<Places> {
  const nameOf = (draft: Draft): string => draft.pipeline ?? options.pipeline ?? ''
  const settled: { name: string; pipeline: Pipeline }[] = []
  const newPipelines: string[] = []
  const newStages: string[] = []
  for (const name of distinctNames(drafts.map(nameOf))) {
    const wanted = distinctNames(
      drafts.filter((draft) => sameName(nameOf(draft), name)).map(({ stage }) => stage ?? ''),
    )
    const known = name === '' ? await defaultPipeline(tx) : await pipelineCalled(tx, name)
    const before = known ?? (await newPipeline(tx, name, options.stages ?? wanted.filter(Boolean)))
    if (!known) newPipelines.push(before.name)
    const lacking = options.createStages ? wanted.filter((stage) => stage && !stageCalled(before, stage)) : []
    for (const stage of lacking) newStages.push((await addStage(tx, { pipeline: before.id, name: stage })).name)
    const after = lacking.length > 0 ? await pipelineCalled(tx, before.name) : before
    settled.push({ name, pipeline: after as Pipeline })
  }
  const pipelineOf = (draft: Draft) => settled.find(({ name }) => sameName(name, nameOf(draft)))?.pipeline as Pipeline
  return { newPipelines, newStages, placeOf: (draft) => placeIn(pipelineOf(draft), draft) }
}

function placeIn(pipeline: Pipeline, { stage: word, status }: Draft): Place | { missing: string } {
  const unnamed = status === 'open' ? pipeline.stages[0] : pipeline.stages.at(-1)
  const stage = word === null ? unnamed : stageCalled(pipeline, word)
  if (stage) return { pipeline, stage }
  const choices = pipeline.stages.map(({ name }) => name).join(', ')
  return { missing: `there is no stage “${word}” in ${pipeline.name} (${choices}); --create-stages adds it` }
}

/** Each name once, as first written. */
function distinctNames(names: readonly string[]): string[] {
  const distinct: string[] = []
  for (const name of new Set(names)) if (!distinct.some((other) => sameName(other, name))) distinct.push(name)
  return distinct
}

async function newPipeline(tx: TxCtx, name: string, stages: readonly string[]): Promise<Pipeline> {
  if (stages.length === 0) {
    throw invalid(`There is no pipeline “${name}”, and the file names no stages to make it with. Add --stages 'A,B'.`)
  }
  return createPipeline(tx, { name, stages: stages.map((stage) => ({ name: stage })) })
}

async function pipelineCalled(tx: TxCtx, name: string): Promise<Pipeline | undefined> {
  return (await listPipelines(tx)).find((pipeline) => sameName(pipeline.name, name))
}

function stageCalled(pipeline: Pipeline, name: string): Stage | undefined {
  return (
    pipeline.stages.find((stage) => stage.name === name) ?? pipeline.stages.find((stage) => sameName(stage.name, name))
  )
}
