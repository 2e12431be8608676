/** How a figure differs from what it was before. */
export interface Change {
  /** 0.12 is 12 % more; null where such a share says nothing: then the label says all. */
  readonly ratio: number | null
  /** Goes behind the percentage: "since 1 Oct 2026", "vs the quarter before". */
  readonly label: string
  readonly better: boolean
}

/** More is better. Compared with nothing, a figure is new, or still nothing. */
export function growth(now: number, before: number, label: string): Change | null {
  if (before === 0) return now === 0 ? null : { ratio: null, label: 'new', better: true }
  return { ratio: (now - before) / before, label, better: now >= before }
}

/** The growth as a word: "+12 %", "−5 %", "new" where there was nothing before, "-" where there is nothing at all. */
export function changeWord(now: number, before: number): string {
  if (before === 0) return now === 0 ? '-' : 'new'
  const change = Math.round(((now - before) / before) * 1000) / 10
  const sign = change > 0 ? '+' : change < 0 ? '−' : '±'
  return `${sign}${Math.abs(change).toLocaleString('en-US')}\u00a0%`
}

/** Shares are compared in percentage points. Null when either has nothing to divide by. */
export function pointsGained(now: number | null, before: number | null, label: string): Change | null {
  if (now === null || before === null) return null
  const points = Math.round((now - before) * 1000) / 10
  const sign = points > 0 ? '+' : points < 0 ? '−' : '±'
  return { ratio: null, label: `${sign}${Math.abs(points)} points ${label}`, better: points >= 0 }
}

/** Shorter is better. Seconds. Null when either is unknown, or there was no time to shorten. */
export function shortening(now: number | null, before: number | null, label: string): Change | null {
  if (now === null || !before) return null
  return { ratio: (now - before) / before, label, better: now <= before }
}
