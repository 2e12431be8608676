import { type Ctx, listMembers, listPipelines, listSources } from '../../core/index.ts'
import type { DealChoices } from '../pages/deal-form.tsx'

/** What filters and forms can choose among. */
export async function loadChoices(ctx: Ctx): Promise<DealChoices> {
  const [pipelines, owners, sources] = await Promise.all([listPipelines(ctx), listMembers(ctx), listSources(ctx)])
  return { pipelines, owners, sources }
}
