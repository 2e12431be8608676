import autocannon from 'autocannon'
import { type Ctx, getOpportunity, openDatabase, rememberCard } from '../src/core/index.ts'
import { buildDeals } from './deals.ts'
import { startDealwright, startSlackApi } from './processes.ts'
import { quiet } from './quiet.ts'
import { type SignedRequest, slashCommand, suggestion } from './slack-requests.ts'

const DEALS = 100_000
const REQUESTS_A_SECOND = 200
const SECONDS = 60
/** Deals whose cards are posted, each in a channel of its own. */
const POSTED = 40
/** Slack takes about fifty updates a minute: so long may the last cards wait for their turn. */
const CARDS_MS = 180_000
const STAGES = ['Prospecting', 'Qualification', 'Proposal', 'Negotiation']

/**
 * A busy minute: 200 signed requests a second, whether or not the earlier ones are answered yet, among 100,000 deals; list,
 * show, move and typeahead in turn. Afterwards every posted card shows its deal as it is.
 */
export async function benchLoad(folder: string): Promise<string[]> {
  const databaseUrl = `sqlite:${folder}/load.db`
  const database = await openDatabase(databaseUrl, { log: quiet })
  const ctx = await buildDeals(database, DEALS, { now: new Date(), log: quiet, open: true })
  await postCards(ctx)

  const slack = await startSlackApi()
  const dealwright = await startDealwright(4703, databaseUrl, slack.url)
  const result = await autocannon({
    url: `${dealwright.url}/slack/events`,
    method: 'POST',
    connections: 50,
    overallRate: REQUESTS_A_SECOND,
    duration: SECONDS,
    requests: [{ setupRequest: (request) => ({ ...request, ...mixed() }) }],
  })
  const wrong = await wrongCards(ctx, slack.shownVersions)
  await dealwright.stop()
  slack.close()
  await database.close()
  return [
    `${(result['2xx'] / SECONDS).toFixed(0)} requests a second answered, ${result.non2xx + result.errors + result.timeouts} failed (none)`,
    `acknowledgement    p50 ${result.latency.p50} ms    p99 ${result.latency.p99} ms (under 250)    longest ${result.latency.max} ms`,
    `cards of touched deals that are not right: ${wrong} of ${POSTED} (none)`,
  ]
}

async function postCards(ctx: Ctx): Promise<void> {
  for (let number = 1; number <= POSTED; number++) {
    const { id, version } = await getOpportunity(ctx, number)
    await rememberCard(ctx, {
      opportunityId: id,
      channelId: `C0BENCH${number}`,
      messageTs: `1700000000.${number}`,
      version,
    })
  }
}

let counter = 0

/** Every fifth move touches a deal whose card is posted. */
function mixed(): SignedRequest {
  const turn = counter++
  const deal = turn % 5 === 0 ? (turn % POSTED) + 1 : (turn % DEALS) + 1
  switch (turn % 4) {
    case 0:
      return slashCommand(`list mine`, turn)
    case 1:
      return slashCommand(`show D-${deal}`, turn)
    case 2:
      return slashCommand(`move D-${deal} to ${STAGES[Math.floor(turn / 7) % STAGES.length]}`, turn)
    default:
      return suggestion('deal.move.pick', `company ${turn % 5_000}`, turn)
  }
}

/** How many posted cards still show an earlier version when their time is over. */
async function wrongCards(ctx: Ctx, shown: ReadonlyMap<string, number>): Promise<number> {
  const until = performance.now() + CARDS_MS
  for (;;) {
    const wrong = (await Promise.all(Array.from({ length: POSTED }, (_, i) => isBehind(ctx, i + 1, shown)))).filter(
      Boolean,
    )
    if (wrong.length === 0 || performance.now() > until) return wrong.length
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
}

async function isBehind(ctx: Ctx, number: number, shown: ReadonlyMap<string, number>): Promise<boolean> {
  const { version } = await getOpportunity(ctx, number)
  return (shown.get(`C0BENCH${number}`) ?? 1) !== version
}
