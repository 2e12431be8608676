import { startCharts } from './charts.ts'
import { startDealLists } from './deal-lists.ts'
import { startDisclosures } from './disclosures.ts'
import { startFilters } from './filters.ts'
import { startLive } from './live.ts'
import { startTheme } from './theme.ts'

startTheme()
startDisclosures()
startFilters()
startDealLists()
startCharts()
startLive(() => Date.now())
