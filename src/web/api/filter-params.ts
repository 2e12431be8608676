import { z } from '@hono/zod-openapi'
import { anyOf } from './fields.ts'

const word = (description: string, example?: string) =>
  z
    .string()
    .optional()
    .openapi({ description, ...(example !== undefined && { example }) })

/** What lists and reports narrow down by: names or ids, in any case. */
export const filterParams = {
  pipeline: anyOf('Names or ids; may stand several times.'),
  stage: anyOf('Names or ids.'),
  status: anyOf('open, won, lost or abandoned.'),
  owner: anyOf('Names or ids, “me” or “nobody”.'),
  source: anyOf('Where deals came from; “none” for no source.'),
  notSource: anyOf('Deals that came from none of these.'),
  tag: anyOf('Tags.'),
  reason: anyOf('Names or ids of reasons for which deals were lost or abandoned; “none” for no reason given.'),
  notReason: anyOf('Whatever was not closed for one of these reasons.'),
  attention: anyOf(
    'Open deals that are overdue, closing (this month), stuck or stale (beyond the limit of their stage), or have no-next-step.',
  ),
  category: anyOf('Open deals of these categories of a forecast: pipeline, best-case (40 %), commit (75 %).'),
  q: word('Words that the deal’s name, contact or company contains, or its reference.'),
  minValue: word('An amount in the workspace’s currency.', '12k'),
  maxValue: word('An amount in the workspace’s currency.'),
  period: word(
    'all (the default), this-quarter, last-30-days ...: open deals, and those that closed in it.',
    'this-quarter',
  ),
  from: word('A local date, or a moment; with `to` in place of `period`.', '2026-10-01'),
  to: word('A local date: the first that is no longer included.', '2027-01-01'),
  createdFrom: word('Deals created on this local date or later.'),
  createdTo: word('Deals created before this local date.'),
  expectedFrom: word('Deals expected to close on this local date or later.'),
  expectedTo: word('Deals expected to close before this local date.'),
  undated: word('1: deals of which nobody said when they are expected to close.'),
  reached: word('Deals that reached this stage, or went beyond it, or were won; “won” with one pipeline for the win.'),
  how: word('With `reached`: beyond (the default), touched (a stay in it), strict (every stage in order), highlevel.'),
  within: word('With `reached`: within so many days.', '90'),
  since: word('What `within` is counted from: created (the default), or entry, the first stage in the pipeline.'),
  enteredFrom: word('With `reached`: deals that first entered the pipeline on this local date or later.'),
  enteredTo: word('With `reached`: deals that first entered the pipeline before this local date.'),
  stayIn: anyOf('Deals that had a stay in one of these stages; what follows says more of the stay.'),
  outcome: anyOf(
    'advanced, moved-back, won, lost, abandoned, handed-off, stage-retired or removed: how the stay ended; or still-there.',
  ),
  wentTo: anyOf('The stage that the stay ended for.'),
  begunFrom: word('The stay began on this local date or later.'),
  begunTo: word('The stay began before this local date.'),
  endedFrom: word('The stay ended on this local date or later.'),
  endedTo: word('The stay ended before this local date.'),
  deal: anyOf('References of deals, like D-42.'),
  asOf: word('How things stood at a moment, or when a local date ended.', '2026-09-01T10:00:00Z'),
}
