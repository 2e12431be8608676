/** A rule or a word that every figure keeps to, in plain language. `id` is where a page explains it. */
export interface Explained {
  readonly id: string
  readonly title: string
  readonly text: string
}

/** What holds for every report. */
export const GROUND_RULES: readonly Explained[] = [
  {
    id: 'population',
    title: 'Which deals',
    text: 'Every report takes the same filters: pipeline, owner, source, status, stage, tag, value, period and as of. They stand in the address and stay on the way to the deals behind a figure, whose list sums to it.',
  },
  {
    id: 'period',
    title: 'Period',
    text: 'Whole days by the workspace’s clocks; the day after the last is not part of it. Weeks begin on the weekday, years in the month that the settings say. Reports of what there is take open deals whenever they began, and closed deals whose final close lies in the period, so that old wins do not dwarf today’s pipeline.',
  },
  {
    id: 'dates',
    title: 'By which date',
    text: 'Created, entered stage, closed or expected close: each definition says which. Never when a deal was last changed.',
  },
  {
    id: 'as-of',
    title: 'As of a moment',
    text: 'History keeps every change, so each figure can be asked for as history says it stood at a moment; a day means its end. A period that is over can be seen as it stood at its end and as it stands now; where the two differ, the report lists the deals that make the difference. A change that was dated back counts from its date, and is named as recorded afterwards.',
  },
  {
    id: 'ratios',
    title: 'Shares',
    text: 'A share always says what it was made of. With nothing to divide by it is “–” with the reason, such as “no closed deals”, not zero. Of fewer than five deals it is greyed: so few say little.',
  },
  {
    id: 'money',
    title: 'Money',
    text: 'Values are converted deal by deal to the workspace’s currency, then added: open deals by the latest rate, closed ones by that of the day they closed. A deal without a rate is counted, not priced; one without a value is counted, not valued. The notes say how many. A value of zero is a value.',
  },
  {
    id: 'durations',
    title: 'Time',
    text: 'Measured to the second, shown in days. Medians come with p75 and p90, the time within which three quarters and nine tenths stay, and with n, how many were measured. What an import did not know is counted and never timed.',
  },
  {
    id: 'own-deals',
    title: 'Own deals only',
    text: 'Where the workspace says that reps see their own deals, a rep gets every report over those alone, and each page says so.',
  },
]

/** What the words of reports mean. */
export const FIGURE_WORDS: readonly Explained[] = [
  { id: 'open', title: 'Open', text: 'Not closed: the active pipeline.' },
  { id: 'won', title: 'Won', text: 'The customer decided for us.' },
  { id: 'lost', title: 'Lost', text: 'The customer decided against us.' },
  { id: 'abandoned', title: 'Abandoned', text: 'We stopped; the customer decided nothing. Left out of won of closed.' },
  {
    id: 'closed',
    title: 'Closed',
    text: 'Won, lost or abandoned. A deal that was reopened is open; its final close counts.',
  },
  {
    id: 'weighted',
    title: 'Weighted',
    text: 'Value times probability: the deal’s own, else its stage’s. Won deals count whole, lost and abandoned ones nothing.',
  },
  { id: 'rank', title: 'Rank', text: 'A stage’s place in its pipeline, counted from the first.' },
  {
    id: 'stay',
    title: 'Stay',
    text: 'One uninterrupted presence of a deal in a stage. A deal that comes back begins another.',
  },
  { id: 'episode', title: 'Episode', text: 'From creation or reopening to closing.' },
  { id: 'cycle', title: 'Sales cycle', text: 'From creation to the final win.' },
  { id: 'stuck', title: 'Stuck', text: 'Open, and in its stage for longer than the stage’s limit.' },
  {
    id: 'stale',
    title: 'Stale',
    text: 'Open, and untouched for longer than the stage’s limit; a change by a person, a note or a finished task touches a deal.',
  },
  { id: 'n', title: 'n', text: 'How many deals, or stays, or tasks a figure speaks of.' },
]

/** What the key figures mean, by their ids. */
export const KEY_FIGURE_MEANINGS = {
  openValue: 'The value of the open deals, compared with how it stood when the period began.',
  weighted: 'The same, each deal times its probability, and which share of the open value that is.',
  wonInPeriod: 'The value of the deals whose final close, a win, lies in the period, compared with the period before.',
  wonOfClosed: 'Won / (won + lost), by final close in the period. Abandoned deals are named beside it and left out.',
  medianCycle:
    'The time from creation to the final win of the deal in the middle, of those won in the period; p75 and p90 are the times within which three quarters and nine tenths were won, n is how many were.',
} as const
