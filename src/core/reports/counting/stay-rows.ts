import type { Ctx } from '../../context.ts'
import type { StayFilter } from '../../filters/filters.ts'
import { type Directory, dealsLink, type Filters } from '../../filters/index.ts'
import { ALL_TIME } from '../../period.ts'
import type { Pipeline, Stage } from '../../pipelines/model.ts'

/** The way to the deals that had such a stay; none where the filters ask for another stay already. */
export function linkToStays(
  { workspace }: Ctx,
  filters: Filters,
  stay: Pick<StayFilter, 'stageIds'> & Partial<StayFilter>,
  directory: Directory,
): { deals?: string } {
  if (filters.stay) return {}
  // The pipeline and the stage are those of the stay: the deal may stand elsewhere.
  const wanted = { workspaceId: workspace.id, outcome: [], wentTo: [], ...stay }
  return { deals: dealsLink({ ...filters, pipeline: [], stage: [], period: ALL_TIME, stay: wanted }, directory) }
}

/** A stage as a report's row names it. */
export interface NamedStage {
  readonly stage: Stage
  readonly name: string
  readonly pipeline: Pipeline
}

/** The stages to show, in the order of pipelines and ranks: those with figures, and the active ones of the same pipelines. */
export function stagesShown(
  hasFigures: (stageId: string) => boolean,
  { pipeline: asked, stage: only }: Filters,
  { pipelines }: Directory,
): NamedStage[] {
  const inUse = ({ id, stages }: Pipeline) =>
    asked.includes(id) || (!asked.length && stages.some((s) => hasFigures(s.id)))
  const used = pipelines.filter(inUse)
  const shown = used.length ? used : pipelines.filter(({ retiredAt }) => !retiredAt).slice(0, 1)
  return shown.flatMap((pipeline) =>
    pipeline.stages
      .filter(({ id, retiredAt }) => hasFigures(id) || (!retiredAt && (only.length === 0 || only.includes(id))))
      .map((stage) => ({ stage, pipeline, name: nameOf(stage) })),
  )
}

function nameOf({ name, retiredAt }: Stage): string {
  return retiredAt ? `${name} (retired)` : name
}
