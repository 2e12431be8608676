import autocannon from 'autocannon'
import { type Database, openDatabase } from '../src/core/index.ts'
import { buildDeals } from './deals.ts'
import { residentMegabytes, startBareBolt, startDealwright, startSlackApi } from './processes.ts'
import { quiet } from './quiet.ts'
import { slashCommand } from './slack-requests.ts'

const CONNECTIONS = 32
const SECONDS = 8
const ROUNDS = 3
const DEALS = 5_000
const STAGES = ['Prospecting', 'Qualification', 'Proposal', 'Negotiation']

/**
 * Signed `/deal move` requests, each one committed before it is acknowledged (synchronous=FULL), against Bolt alone that
 * only acknowledges: the same load, in turns, on the same machine.
 */
export async function benchMoves(folder: string): Promise<string[]> {
  const databaseUrl = `sqlite:${folder}/moves.db`
  const database = await openDatabase(databaseUrl, { log: quiet })
  await buildDeals(database, DEALS, { now: new Date(), log: quiet, open: true })
  await database.close()

  const slack = await startSlackApi()
  const bolt = await startBareBolt(4701)
  const dealwright = await startDealwright(4702, databaseUrl, slack.url)
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  const idle = residentMegabytes(dealwright)
  const [toBolt, toDealwright] = [counted(), counted()]
  const [bare, moves]: [autocannon.Result[], autocannon.Result[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await load(bolt.url, toBolt))
    moves.push(await load(dealwright.url, toDealwright))
  }
  const busy = residentMegabytes(dealwright)
  await Promise.all([bolt.stop(), dealwright.stop()])
  slack.close()

  const acknowledged = moves.reduce((sum, result) => sum + result['2xx'], 0)
  const committed = await movesIn(await openDatabase(databaseUrl, { log: quiet }))
  const rates = [bare, moves].map((results) => median(results.map((result) => result.requests.average)))
  const [bareRate = 0, moveRate = 0] = rates
  return [
    `signed moves a second, ${CONNECTIONS} connections    ${moveRate.toFixed(0)}    bare Bolt ${bareRate.toFixed(0)}    ratio ${(moveRate / bareRate).toFixed(2)} (at least 0.30)`,
    `p99 of the acknowledgement            ${median(moves.map((result) => result.latency.p99)).toFixed(0)} ms (under 100)    bare Bolt ${median(bare.map((result) => result.latency.p99)).toFixed(0)} ms`,
    `acknowledged ${acknowledged}, in history after the stop ${committed}, failed ${moves.reduce((sum, result) => sum + result.non2xx + result.errors, 0)}`,
    `memory idle ${idle.toFixed(0)} MB (under 150), after the load ${busy.toFixed(0)} MB`,
    `start to first answer ${dealwright.firstAnswerMs.toFixed(0)} ms (under 2000)`,
  ]
}

function load(url: string, next: () => ReturnType<typeof slashCommand>): Promise<autocannon.Result> {
  return autocannon({
    url: `${url}/slack/events`,
    method: 'POST',
    connections: CONNECTIONS,
    duration: SECONDS,
    requests: [{ setupRequest: (request) => ({ ...request, ...next() }) }],
  })
}

/** Every request moves the next deal on to another stage. */
function counted(): () => ReturnType<typeof slashCommand> {
  let counter = 0
  return () => {
    const deal = (counter % DEALS) + 1
    const stage = STAGES[(Math.floor(counter / DEALS) + 1) % STAGES.length]
    return slashCommand(`move D-${deal} to ${stage}`, counter++)
  }
}

async function movesIn(database: Database): Promise<number> {
  const rows = database.read.selectFrom('opportunity_history').select((row) => row.fn.countAll<number>().as('moves'))
  const { moves } = await rows.where('kind', '=', 'moved').executeTakeFirstOrThrow()
  await database.close()
  return moves
}

function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0
}
