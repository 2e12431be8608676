/** A stage as it stands in a line of its own. */
export interface StageLine {
  /** The name, without a probability behind it. */
  readonly text: string
  /** Percent; null when none was written. */
  readonly probability: number | null
  /** The line as it was written. */
  readonly whole: string
}

/** Reads stages, one in each line: `Proposal`, `Proposal 50 %`. Empty lines are left out. */
export function stageLines(text: string): StageLine[] {
  return text.split('\n').flatMap((line) => {
    const whole = line.trim()
    if (!whole) return []
    const [, name = whole, percent] = /^(.*\S)\s+(\d{1,3})\s*%$/.exec(whole) ?? []
    return [{ text: name, probability: percent === undefined ? null : Number(percent), whole }]
  })
}
