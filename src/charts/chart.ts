/** What a figure is: it says how it is written. `money` is minor units, `duration` seconds, `ratio` a share of 1. */
export type Unit = 'count' | 'money' | 'duration' | 'ratio'

/** Something that the bars can show; a chart with several is switched between them. */
export interface Measure {
  readonly label: string
  readonly unit: Unit
}

/**
 * What a piece stands for, as far as its look goes; colour and pattern are the drawing's matter. Statuses are
 * categories; `early`, `likely` and `sure` are three steps on a way; `late` is what should have happened; `rest` is
 * everything else, or too little to say much.
 */
export type Paint = 'open' | 'won' | 'lost' | 'abandoned' | 'stage' | 'early' | 'likely' | 'sure' | 'late' | 'rest'

/** One bar, or one piece of a stacked bar. */
export interface Bar {
  /** Its length by measure; below zero where it takes away. */
  readonly values: readonly number[]
  /** Where a floating bar begins; others begin at zero. */
  readonly from?: number
  /** How far it spreads: drawn as a whisker from here to there. */
  readonly whisker?: readonly [from: number, to: number]
  /** Where it is not its series' paint. */
  readonly paint?: Paint
  /** Of the paint `stage`: from 0, the first, to 1, the last. */
  readonly shade?: number
  /** What a tooltip or a screen reader says about it, line by line. */
  readonly lines: readonly string[]
  /** Where the deals behind it are listed. */
  readonly href: string | null
}

export interface Series {
  readonly label: string
  readonly paint: Paint
  readonly shade?: number
  readonly bars: readonly (Bar | null)[]
}

/** A line to reach, at each name of its own height; null where there is none. */
export interface Target {
  readonly label: string
  /** Of which measure, by its place. */
  readonly measure: number
  readonly values: readonly (number | null)[]
}

/** A chart as a value, before anything is drawn: browser and picture draw the same one. */
export interface Chart {
  /** Rows lie, with their names at the left; columns stand on a line of time. */
  readonly kind: 'rows' | 'columns'
  readonly stacked: boolean
  readonly currency: string
  readonly measures: readonly [Measure, ...Measure[]]
  readonly names: readonly string[]
  /** A second, paler line below each name of a row. */
  readonly details: readonly string[]
  readonly series: readonly Series[]
  /** What stands at the end of each row; left out, the sum of what is shown. */
  readonly ends?: readonly string[]
  /** What stands between a row and the next. */
  readonly between?: readonly string[]
  readonly target?: Target
  /** How to read what does not explain itself. */
  readonly caption?: string
}
