import { startArranging } from './arrange.ts'
import { startBoard } from './board.ts'
import { startCharts } from './charts.ts'
import { startDealLists } from './deal-lists.ts'
import { startDisclosures } from './disclosures.ts'
import { startFacts } from './facts.ts'
import { startFilters } from './filters.ts'
import { startFocusKeeping } from './focus.ts'
import { startInPlaceForms } from './in-place-forms.ts'
import { startLive } from './live.ts'
import { startTheme } from './theme.ts'
import { startToasts } from './toasts.ts'

startTheme()
startDisclosures()
startFilters()
startFacts()
startArranging()
startDealLists()
startCharts()
startToasts()
startInPlaceForms()
startFocusKeeping()
startBoard()
startLive(() => Date.now())
