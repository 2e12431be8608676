import { startArranging } from './arrange.ts'
import { startCharts } from './charts.ts'
import { startDisclosures } from './disclosures.ts'
import { startFilters } from './filters.ts'
import { startLive } from './live.ts'
import { startTheme } from './theme.ts'

startTheme()
startDisclosures()
startFilters()
startArranging()
startCharts()
startLive(() => Date.now())
