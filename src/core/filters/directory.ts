import { answeredOnce } from '../answers.ts'
import type { Ctx } from '../context.ts'
import { listMembers } from '../members/index.ts'
import type { Member } from '../members/model.ts'
import { listPipelines } from '../pipelines/index.ts'
import type { Pipeline, Stage } from '../pipelines/model.ts'
import { listReasons } from '../reasons/index.ts'
import type { Reason } from '../reasons/model.ts'

/** Everything that filters and figures name, also what is retired or has left: history still speaks of it. */
export interface Directory {
  /** In order, each with its stages by rank. */
  readonly pipelines: readonly Pipeline[]
  readonly members: readonly Member[]
  /** In order. */
  readonly reasons: readonly Reason[]
}

/** Reads what filters and figures name. */
export function loadDirectory(ctx: Ctx): Promise<Directory> {
  return answeredOnce(ctx, 'directory', async () => {
    const [pipelines, members, reasons] = await Promise.all([
      listPipelines(ctx, { retired: true }),
      listMembers(ctx, { inactive: true }),
      listReasons(ctx, { retired: true }),
    ])
    return { pipelines, members, reasons }
  })
}

/** The stages of the pipelines, or of all of them when none is named. */
export function stagesOf({ pipelines }: Directory, pipelineIds: readonly string[] = []): Stage[] {
  const chosen = pipelineIds.length ? pipelines.filter(({ id }) => pipelineIds.includes(id)) : pipelines
  return chosen.flatMap(({ stages }) => stages)
}
