import { startArranging } from './arrange.ts'
import { startBoard } from './board.ts'
import { startCharts } from './charts.ts'
import { startDealLists } from './deal-lists.ts'
import { startDisclosures } from './disclosures.ts'
import { startFilters } from './filters.ts'
import { startFocusKeeping } from './focus.ts'
import { startInPlaceForms } from './in-place-forms.ts'
import { startLive } from './live.ts'
import { startTheme } from './theme.ts'
import { startToasts } from './toasts.ts'

startTheme()
startDisclosures()
startFilters()
startArranging()
startDealLists()
startCharts()
startToasts()
startInPlaceForms()
startFocusKeeping()
startBoard()
startLive(() => Date.now())
