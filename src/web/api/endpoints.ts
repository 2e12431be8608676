import { bulkEndpoints } from './bulk-changes.ts'
import { contactEndpoints } from './contacts.ts'
import type { AnyEndpoint } from './endpoint.ts'
import { forecastEndpoints } from './forecasts.ts'
import { memberEndpoints } from './members.ts'
import { opportunityEndpoints } from './opportunities/index.ts'
import { progressEndpoints } from './opportunities/progress.ts'
import { trailEndpoints } from './opportunities/trail.ts'
import { overviewEndpoints } from './overview.ts'
import { pipelineEndpoints } from './pipelines.ts'
import { rateEndpoints } from './rates.ts'
import { reasonEndpoints } from './reasons.ts'
import { reportEndpoints } from './reports.ts'
import { savedFilterEndpoints } from './saved-filters.ts'
import { stageEndpoints } from './stages.ts'
import { subscriptionEndpoints } from './subscriptions.ts'
import { targetEndpoints } from './targets.ts'
import { taskEndpoints } from './tasks.ts'
import { tokenEndpoints } from './tokens.ts'
import { workspaceEndpoints } from './workspace.ts'

/** Everything that the API can do, in the order of the document. */
export const endpoints: readonly AnyEndpoint[] = [
  ...opportunityEndpoints,
  ...progressEndpoints,
  ...bulkEndpoints,
  ...trailEndpoints,
  ...taskEndpoints,
  ...reportEndpoints,
  ...savedFilterEndpoints,
  ...overviewEndpoints,
  ...contactEndpoints,
  ...pipelineEndpoints,
  ...stageEndpoints,
  ...reasonEndpoints,
  ...rateEndpoints,
  ...targetEndpoints,
  ...forecastEndpoints,
  ...memberEndpoints,
  ...subscriptionEndpoints,
  ...tokenEndpoints,
  ...workspaceEndpoints,
]
