import type { Ctx } from '../context.ts'
import { type Directory, dealsLink, type Filters } from '../filters/index.ts'
import { formatMoneyShort } from '../money.ts'
import { ALL_TIME } from '../period.ts'
import type { Instant } from '../time.ts'
import { openAt } from './counting/balance.ts'
import { type Movement, movementsBetween } from './counting/movements.ts'
import { narrowed } from './counting/narrowing.ts'
import { notesOn } from './counting/notes.ts'
import { deals, noDeals, when } from './counting/sentences.ts'
import { NOTHING } from './counting/tally.ts'
import type { Report, Row } from './report.ts'

/** Why the pipeline changed, in the order of the bridge: what came, then what went. */
const BUCKETS = [
  ...(['created', 'pulled-in', 'increased', 'reopened', 'transferred-in', 'currency'] as const),
  ...(['decreased', 'pushed-out', 'won', 'lost', 'abandoned', 'transferred-out', 'removed'] as const),
] as const
type Bucket = (typeof BUCKETS)[number]

interface Step {
  readonly count: number
  /** Signed. */
  readonly value: number
}

/** Why the open pipeline is not what it was. */
export const bridge: Report = {
  id: 'bridge',
  title: 'Bridge',
  question: 'Why did the pipeline change?',
  definition:
    'From the value of the open deals when the period began to their value at its end, or now. Every deal that changed ' +
    'stands in one bucket, by how it stood at both moments: created; pulled in or pushed out, where the filters say when ' +
    'deals are expected to close; increased or decreased; reopened, or restored; transferred, when another pipeline, ' +
    'stage, owner, source or tag brought it into the filters or out of them; currency, when it is valued in another one, or its currency’s rate changed; ' +
    'won, lost, abandoned; removed. Values are signed and add up from start to end; each count is of the deals behind it.',
  dated: [{ what: 'open deals at either end', by: 'as of' }],
  columns: [
    { key: 'bucket', label: 'What happened', type: 'text' },
    { key: 'count', label: 'Deals', type: 'count' },
    { key: 'value', label: 'Value', type: 'money' },
  ],
  async run(ctx, filters, directory) {
    const open = narrowed(filters, ['open'])
    const to = earlier(filters.period.to, filters.asOf ?? ctx.now())
    const from = earlier(filters.period.from ?? '', to)
    if (!open) return { rows: [], totals: {}, n: 0, summary: 'A bridge is made of open deals.', notes: [] }

    const start = from ? await openAt(ctx, { ...open, period: ALL_TIME, asOf: from }) : NOTHING
    const movements = await movementsBetween(ctx, filters, from, to)
    const steps = BUCKETS.map((bucket) => [bucket, stepOf(movements, bucket)] as const)
    const end = endOf(start, movements)
    const ends = [linkAt(open, from, directory), linkAt(open, to, directory)]
    return {
      rows: [
        { bucket: 'start', count: start.count, value: start.value, ...ends[0] },
        ...steps.map(([bucket, step]): Row => ({ bucket, ...step })),
        { bucket: 'end', ...end, ...ends[1] },
      ],
      totals: {},
      n: end.count,
      summary: summaryOf(ctx, filters, start, end, steps),
      notes: [...insideNote(ctx, movements), ...(await notesOn(ctx, open, NOTHING))],
    }
  },
}

function earlier(a: Instant | null, b: Instant): Instant {
  return a !== null && a < b ? a : b
}

/** The bucket that a change of the open pipeline belongs to, leaving rates aside; null when it changed nothing of it. */
function bucketOf(movement: Movement): Bucket | null {
  const { before, after, insideBefore, insideAfter, dueBefore, dueAfter, direction } = movement
  const was = before === 'open' && insideBefore && dueBefore
  const is = after === 'open' && insideAfter && dueAfter
  if (was && is) {
    if (movement.currencyBefore !== movement.currencyAfter) return 'currency'
    return direction > 0 ? 'increased' : direction < 0 ? 'decreased' : null
  }
  if (is) {
    if (before === 'none') return 'created'
    if (!insideBefore) return 'transferred-in'
    return before === 'open' ? 'pulled-in' : 'reopened'
  }
  if (was) {
    if (after === 'deleted') return 'removed'
    if (!insideAfter) return 'transferred-out'
    return after === 'open' ? 'pushed-out' : (after as Bucket)
  }
  return null
}

/** What the movements bring to a bucket. Deals that stood open throughout may stand in two: by their rate and by an edit. */
function stepOf(movements: readonly Movement[], bucket: Bucket): Step {
  const parts = movements.flatMap(partsOf).filter((part) => part.bucket === bucket)
  return parts.reduce((step, { count, value }) => ({ count: step.count + count, value: step.value + value }), NO_STEP)
}

const NO_STEP: Step = { count: 0, value: 0 }

function partsOf(movement: Movement): (Step & { bucket: Bucket })[] {
  const { count, valueBefore, valueRevalued, valueAfter, rateDirection } = movement
  const bucket = bucketOf(movement)
  if (!stays(movement) || bucket === 'currency') {
    return bucket ? [{ bucket, count, value: openAfter(movement) - openBefore(movement) }] : []
  }
  return [
    ...(bucket ? [{ bucket, count, value: valueAfter - valueRevalued }] : []),
    ...(rateDirection ? [{ bucket: 'currency' as const, count, value: valueRevalued - valueBefore }] : []),
  ]
}

function stays({ before, after, insideBefore, insideAfter, dueBefore, dueAfter }: Movement): boolean {
  return before === 'open' && after === 'open' && [insideBefore, insideAfter, dueBefore, dueAfter].every(Boolean)
}

function openBefore({ before, insideBefore, dueBefore, valueBefore }: Movement): number {
  return before === 'open' && insideBefore && dueBefore ? valueBefore : 0
}

function openAfter({ after, insideAfter, dueAfter, valueAfter }: Movement): number {
  return after === 'open' && insideAfter && dueAfter ? valueAfter : 0
}

function endOf(start: Step, movements: readonly Movement[]): Step {
  const came = new Set<Bucket | null>(['created', 'pulled-in', 'reopened', 'transferred-in'])
  const stayed = new Set<Bucket | null>([null, 'increased', 'decreased', 'currency'])
  const change = movements.reduce((sum, one) => {
    const bucket = bucketOf(one)
    return stayed.has(bucket) ? sum : sum + (came.has(bucket) ? one.count : -one.count)
  }, 0)
  return { count: start.count + change, value: start.value + sumOf(movements) }
}

function sumOf(movements: readonly Movement[]): number {
  return movements.reduce((sum, one) => sum + openAfter(one) - openBefore(one), 0)
}

function linkAt(open: Filters, moment: Instant, directory: Directory): { deals?: string } {
  return moment ? { deals: dealsLink({ ...open, period: ALL_TIME, asOf: moment }, directory) } : {}
}

/** Deals that came and went between the two moments stand at neither. */
function insideNote({ workspace }: Ctx, movements: readonly Movement[]): string[] {
  const both = movements.filter(
    ({ before, after, insideAfter }) => before === 'none' && !['open', 'deleted'].includes(after) && insideAfter,
  )
  const count = both.reduce((sum, one) => sum + one.count, 0)
  const value = both.reduce((sum, one) => sum + one.valueAfter, 0)
  if (count === 0) return []
  const were = count === 1 ? 'was' : 'were'
  return [`${deals(count)} worth ${formatMoneyShort(value, workspace.currency)} ${were} created and closed in between.`]
}

function summaryOf(
  { workspace }: Ctx,
  filters: Filters,
  start: Step,
  end: Step,
  steps: readonly (readonly [Bucket, Step])[],
): string {
  const money = (value: number) => formatMoneyShort(Math.abs(value), workspace.currency)
  const difference = end.value - start.value
  // What a change is put down to goes the same way as the change.
  const along = steps.filter(([, step]) => step.value * difference >= 0)
  const [name, most] = along.reduce((a, b) => (Math.abs(b[1].value) > Math.abs(a[1].value) ? b : a))
  if (start.count === 0 && end.count === 0 && most.value === 0) return noDeals(filters)
  if (most.value === 0) return `Open pipeline did not change${when(filters)}: ${money(end.value)}.`
  const how = difference === 0 ? 'is what it was' : `${difference > 0 ? 'grew' : 'shrank'} by ${money(difference)}`
  const because = `most of all ${name.replace('-', ' ')} (${most.value > 0 ? '+' : '−'}${money(most.value)})`
  return `Open pipeline ${how}${when(filters)}, to ${money(end.value)}; ${because}.`
}
